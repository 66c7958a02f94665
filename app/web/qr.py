"""A QR code: drawn on a page without a picture, or as the picture that a file needs."""

import io

import segno


def qr_paths(address: str, mask: int | None = None) -> tuple[int, list[tuple[int, int, int]]]:
    """The code as horizontal bars: (modules a side, [(x, y, length) …]), to be drawn as rectangles of height one.

    Args:
        address: what it says.
        mask: which of the eight patterns is laid over it; the best is sought without one, which takes most of the time.
    """
    matrix = segno.make(address, error="m", micro=False, mask=mask).matrix
    bars = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                bars.append((x, y, length))
            x += max(length, 1)
    return len(matrix), bars


def qr_png(address: str) -> bytes:
    """The code as a PNG picture."""
    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=8, border=2)
    return made.getvalue()
