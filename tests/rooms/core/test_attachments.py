"""A file is what its content says, and its name can do no harm."""

import pytest

from app.core.attachments import JPEG, PDF, PNG, kind_of, safe_name

WHOLE_PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" + b"\x00\x00\x00\x00IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 words %%EOF\n", PDF),
        (b"\xff\xd8\xff\xe0 picture \xff\xd9", JPEG),
        (WHOLE_PNG, PNG),
        (WHOLE_PNG[:-4], None),
        (b"%PDF-1.7 cut off", None),
        (b"<svg onload=alert(1)>%%EOF", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_how_it_begins_and_ends(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("proof.pdf", "proof.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\My proof.exe", "My proof.pdf"),
        ('a"b\r\n<c>.pdf', "abc.pdf"),
        ("Żaneta’s zaświadczenie.pdf", "Żaneta’s zaświadczenie.pdf"),
        ("...", "evidence.pdf"),
        ("", "evidence.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_path(name: str, kept: str) -> None:
    assert safe_name(name, PDF) == kept
