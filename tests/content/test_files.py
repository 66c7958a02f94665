"""What lies under courses/ and quizzes/ has no mistakes, by the same code as `flask content check`."""

from pathlib import Path

from app.content.checks import check

ROOT = Path(__file__).parents[2]


def test_no_content_file_has_a_mistake() -> None:
    _, faults, _ = check(ROOT / "courses", ROOT / "quizzes")

    assert [str(fault) for fault in faults] == []


def test_the_register_names_at_least_thirty_reviews_with_findings() -> None:
    shelf, _, _ = check(ROOT / "courses", ROOT / "quizzes")

    assert shelf is not None
    reviews = shelf.reviews.value["reviews"]
    assert len(reviews) >= 30
    assert sum(len(review["findings"]) for review in reviews) >= 60
