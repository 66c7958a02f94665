"""What Markdown must leave alone."""

from app.content.citations import FIELDS
from app.content.markup import Numbering, render


def test_two_merge_fields_in_a_line_stay_what_they_are() -> None:
    said = "Tell ⟦dsl⟧ (⟦dsl_contact⟧), or ⟦deputy⟧ (⟦deputy_contact⟧). Out of hours: ⟦out_of_hours_line⟧."

    assert render(said, Numbering()) == f"<p>{said}</p>"


def test_every_merge_field_survives() -> None:
    said = " ".join(f"⟦{name}⟧" for name in FIELDS)

    assert render(said, Numbering()) == f"<p>{said}</p>"
