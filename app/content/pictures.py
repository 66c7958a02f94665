"""Pictures as they are kept: drawn anew, so that nothing but what is seen is left, and named after their content.

Whoever sends one is not trusted: its size is read before a single pixel is, and SVG or HTML is no picture here.
"""

import base64
import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from app.content.faults import Fault
from app.core.errors import DomainError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 8_000_000  # as somebody sends it
MOST_PIXELS = 40_000_000
WIDEST = 1_600  # pixels on the longer side, as it is kept
LARGEST = 600_000  # bytes, as it is kept
NAME = re.compile(r"[0-9a-f]{32}\.(?:png|jpg)")
SHOWN = re.compile(rf"^:::\s*picture\s+({NAME.pattern})\b", re.MULTILINE)
# What a file that we drew may say beside its pixels.
KNOWN_FACTS = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
NO_PICTURE = "This is not a PNG, JPEG or WebP picture that can be read. SVG and HTML are not taken."
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Refused(DomainError):
    """A file that is not taken as a picture, and why."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept and served. `name` is the hash of its content, with the ending of its kind."""

    name: str
    content: bytes

    @property
    def mimetype(self) -> str:
        return "image/png" if self.name.endswith(".png") else "image/jpeg"

    @property
    def inlined(self) -> str:
        """The picture as an address that holds it, for a page that stands alone."""
        return f"data:{self.mimetype};base64,{base64.b64encode(self.content).decode()}"


def drawn_anew(sent: bytes) -> Picture:
    """What is kept of a file that somebody sent: its pixels, upright and no larger than a page needs.

    Raises:
        Refused: it is no picture, too large, or it moves.
    """
    if len(sent) > MOST_BYTES:
        raise Refused(f"A picture may have {MOST_BYTES // 1_000_000} MB; this one has more.")
    try:
        return _encoded(_upright(_opened(sent)))
    except _BOMBS as error:
        raise Refused(_too_many()) from error
    except _BROKEN as error:
        raise Refused(NO_PICTURE) from error


def _opened(content: bytes) -> Image.Image:
    """A picture of which only the head was read."""
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise Refused(_too_many())
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise Refused("This picture moves, and readers could not stop it. Send one that stands still.")
    return image


def _too_many() -> str:
    return f"A picture may have {MOST_PIXELS // 1_000_000} million pixels; this one has more. Make it smaller first."


def _upright(image: Image.Image) -> Image.Image:
    image.draft("RGB", (WIDEST, WIDEST))  # A JPEG is read no finer than it is kept.
    turned = ImageOps.exif_transpose(image)
    has_holes = "A" in turned.getbands() or "transparency" in turned.info
    plain = turned.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail((WIDEST, WIDEST))
    plain.info = {}
    plain.format = image.format
    return plain


def _encoded(image: Image.Image) -> Picture:
    """PNG where it came as one or has transparent parts, as long as it is not too large; JPEG otherwise."""
    tries = [] if image.format != "PNG" and image.mode == "RGB" else [_bytes(image, "PNG", optimize=True)]
    if not tries or len(tries[0]) > LARGEST:
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
        tries += [_bytes(flat, "JPEG", quality=quality, optimize=True) for quality in (85, 60)]
    for content in tries:
        if len(content) <= LARGEST:
            return Picture(name_of(content), content)
    raise Refused(f"This picture has too much detail to be kept in {LARGEST // 1_000} kB. Send a smaller part of it.")


def _bytes(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def name_of(content: bytes) -> str:
    """The name of a picture: the beginning of the SHA-256 of its content, and its ending."""
    ending = "png" if content.startswith(b"\x89PNG") else "jpg"
    return f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}"


def as_kept(name: str, content: bytes) -> Picture:
    """A picture that lies beside its module, just as we once drew it.

    Raises:
        Refused: it is not what its name says, or holds more than its pixels.
    """
    if name != name_of(content):
        raise Refused("Its name is not the hash of its content.")
    try:
        image = _opened(content)
        image.load()
    except (*_BOMBS, *_BROKEN) as error:
        raise Refused(NO_PICTURE) from error
    if len(content) > LARGEST or max(image.size) > WIDEST or set(image.info) - KNOWN_FACTS:
        raise Refused("It is larger, or holds more, than a picture that was drawn anew.")
    return Picture(name, content)


def shown_in(texts: Iterable[str]) -> set[str]:
    """The names of the pictures that some texts show, whether or not there are such."""
    return {name for text in texts for name in SHOWN.findall(text)}


def file_of(code: str, name: str) -> str:
    """Where a picture of a module, series/module, lies among the files."""
    return f"courses/{code}/{name}"


def gather_pictures(courses: Path) -> tuple[dict[str, Picture], list[Fault]]:
    """Every picture below a courses folder by the name of its file, and a fault for each that is none of ours."""
    found: dict[str, Picture] = {}
    faults: list[Fault] = []
    for path in sorted([*courses.rglob("*.png"), *courses.rglob("*.jpg")]):
        file = f"courses/{path.relative_to(courses).as_posix()}"
        try:
            found[file] = as_kept(path.name, path.read_bytes())
        except Refused as refusal:
            mend = "Take it out, and bring it in by `flask content picture`."
            faults.append(Fault(file, 1, "-", str(refusal), mend))
    return found, faults
