"""What a file is by its content, whatever it is called. Pure; nothing is decoded, so nothing in it can act."""

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
TAIL = 1024  # bytes at the end in which a PDF says that it is whole
_WHOLE = {
    PDF: (b"%PDF-", b"%%EOF"),
    JPEG: (b"\xff\xd8\xff", b"\xff\xd9"),
    PNG: (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
}


def kind_of(content: bytes) -> str | None:
    """The media type of a whole PDF, JPEG or PNG, by how it begins and ends; None for anything else."""
    for mimetype, (begins, ends) in _WHOLE.items():
        if content.startswith(begins) and ends in content[-TAIL:]:
            return mimetype
    return None


def safe_name(name: str, mimetype: str, longest: int = 120) -> str:
    """A file's name without a path or control characters, ending as its content says."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = "".join(sign for sign in last.rpartition(".")[0] or last if sign.isprintable() and sign not in '"<>:|?*')
    ending = ENDINGS[mimetype]
    return (stem.strip(" .")[: longest - len(ending)] or "evidence") + ending
