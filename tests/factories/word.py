"""Word documents made in memory, as Word would save them and as nobody honest would."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
TIES = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    + "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/></w:lvl>' for n in range(3))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
NAMES = {"Title": "Title", "Fancy": "Fancy box", "TOC1": "toc 1"} | {f"Heading{n}": f"heading {n}" for n in range(1, 7)}
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in NAMES.items()
    )
    + "</w:styles>"
)


def run(words: str, look: str = "") -> str:
    """Some words in a row."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def para(inner: str, style: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    words = inner if inner.startswith("<w:") else run(inner)
    return f'<w:p><w:pPr>{f"""<w:pStyle w:val="{style}"/>""" if style else ""}</w:pPr>{words}</w:p>'


def head(words: str, level: int = 1) -> str:
    """A heading."""
    return para(words, f"Heading{level}")


def item(words: str, depth: int = 0) -> str:
    """A line of a list."""
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(words)}</w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is words or XML."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def body(inner: str) -> str:
    """The main part of a document."""
    return f"{DECLARED}<w:document {SPACES}><w:body>{inner}</w:body></w:document>"


def docx(main: str | bytes, ties: str = "", **more: str | bytes) -> bytes:
    """A package whose main part is given; `more` adds parts under word/, such as comments or vbaProject_bin."""
    kinds = f'{DECLARED}<Types xmlns="{KINDS}"><Default Extension="xml" ContentType="application/xml"/></Types>'
    first = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": kinds,
        "_rels/.rels": f'{DECLARED}<Relationships xmlns="{TIES}">{first}</Relationships>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": f'{DECLARED}<Relationships xmlns="{TIES}">{ties}</Relationships>',
        "word/numbering.xml": NUMBERING,
        "word/styles.xml": STYLES,
    }
    parts |= {f"word/{name.replace('_', '.')}": part for name, part in more.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def tie(number: int, target: str, kind: str = "hyperlink") -> str:
    """A relationship to something outside, r10 and so on."""
    where = escape(target, {'"': "&quot;"})
    return f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{where}" TargetMode="External"/>'


def link(number: int, words: str) -> str:
    """Words that lead to what `tie` names."""
    return f'<w:hyperlink r:id="r{number}">{run(words)}</w:hyperlink>'
