"""A Word document becomes plain Markdown; what could not be kept is said; a hostile one is refused and costs little."""

import io
import zipfile

import pytest

from app.content.markup import Numbering, render
from app.content.word import FromWord, from_word
from app.content.word_package import COMPOUND, ENCRYPTED, LARGEST_FILE, LARGEST_WORDS, MOST_ELEMENTS, Unreadable, opened
from tests.factories.word import DECLARED, W, body, docx, head, item, link, para, run, table, tie

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def read(inner: str, *ties: str, **more: str | bytes) -> FromWord:
    return from_word(docx(body(inner), "".join(ties), **more))


def pages(found: FromWord) -> str:
    return "".join(render(one.text, Numbering()) for one in found.chapters)


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        from_word(content)
    return str(refused.value)


class TestWhatIsKept:
    def test_the_highest_headings_become_chapters_and_lower_ones_leave_out_no_level(self) -> None:
        found = read(para("Before") + head("One", 1) + para("a") + head("Deep", 4) + head("Two", 2) + head("Last", 1))

        assert [one.title for one in found.chapters] == ["Beginning", "One", "Last"]
        assert found.chapters[1].text == "a\n\n## Deep\n\n## Two"

    def test_a_title_above_the_headings_heads_what_stands_below_it_and_goes_where_nothing_does(self) -> None:
        assert [one.title for one in read(para("T", "Title") + para("a") + head("One") + para("b")).chapters] == [
            "T",
            "One",
        ]
        found = read(para("T", "Title") + head("One") + para("b"))
        assert [one.title for one in found.chapters] == ["One"]
        assert found.lost == ["The title “T”: the draft is called what you called it."]

    def test_lists_tables_links_and_emphasis_stay(self) -> None:
        shown = pages(
            read(
                item("one")
                + item("deeper", 1)
                + table(("Who", "What"), ("Lead | DSL", "Rings"))
                + para(run("bold", "<w:b/>") + link(10, "guidance")),
                tie(10, "https://example.org/a_(b)"),
            )
        )

        assert "<li>one\n<ul>\n<li>deeper</li>" in shown
        assert "<th>Who</th>" in shown
        assert "<td>Lead | DSL</td>" in shown
        assert "<strong>bold</strong>" in shown
        assert 'href="https://example.org/a%5F%28b%29"' in shown

    def test_a_note_stands_at_the_end_and_its_number_in_the_text(self) -> None:
        notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{para("In full.")}</w:footnote></w:footnotes>'
        found = read(head("One") + para('<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes_xml=notes)

        assert [(one.title, one.text) for one in found.chapters] == [("One", r"\[1]"), ("Notes", "1. In full.")]

    def test_a_sign_in_the_text_makes_no_markup_but_a_citation_stays_one(self) -> None:
        words = "a_b_c *d* <script>x</script> [x](javascript:y) `z` [@town-2026.1]"
        found = read(para(words) + para("::: pause") + para("# Title {#x}"))

        assert found.chapters[0].text.endswith("[@town-2026.1]\n\n&#58;:: pause\n\n\\# Title {#x}")
        assert "<p>a_b_c *d* &lt;script&gt;x&lt;/script&gt; [x](javascript:y) `z`<sup" in pages(found)


class TestWhatIsLost:
    @pytest.mark.parametrize(
        ("inner", "said"),
        [
            ('<w:r><w:drawing><a:blip r:embed="r9"/></w:drawing></w:r>', "Pictures (1): They were left out."),
            ('<w:r><w:commentReference w:id="1"/></w:r>', "Comments (1)"),
            ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r/></w:del>", "Tracked changes (2)"),
            ("<w:r><w:object><o:OLEObject/></w:object></w:r>", "Embedded objects (1)"),
            (BOX.format(para("boxed")), "Text boxes (1)"),
            (run("gone", "<w:strike/>"), "Struck-out words (1)"),
            (run("red", '<w:color w:val="FF0000"/>'), "Colours, fonts"),
        ],
    )
    def test_each_thing_that_cannot_be_kept_is_named(self, inner: str, said: str) -> None:
        assert any(one.startswith(said) for one in read(head("One") + para(inner) + para("words")).lost)

    def test_styles_that_mean_nothing_here_are_named_and_their_words_stay(self) -> None:
        found = read(head("One") + para("words", "Fancy"))

        assert found.lost == ["Styles “Fancy box”: what was written in them is ordinary text."]
        assert found.chapters[0].text == "words"

    def test_what_was_deleted_or_hidden_in_a_choice_is_not_said_twice(self) -> None:
        found = read(para(BOX.format(para("boxed"))) + para("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"))

        assert found.chapters[0].text.count("boxed") == 1
        assert "old" not in found.chapters[0].text

    def test_a_document_without_headings_says_so(self) -> None:
        found = read(para("words"))

        assert [one.title for one in found.chapters] == ["Beginning"]
        assert found.lost[0].startswith("Headings: none")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "is empty"),
            (b"%PDF-1.7", "is a PDF"),
            (b"Dear colleague", "not a Word document"),
            (COMPOUND + b"Word.Document.8", "old Word (.doc)"),
            (COMPOUND + ENCRYPTED, "password"),
            (b"PK\x03\x04 broken", "damaged"),
            (b"x" * (LARGEST_FILE + 1), "larger than 5 MB"),
            (docx(body("")), "no words"),
            (docx("<no"), "damaged"),
            (docx(DECLARED + "<workbook/>"), "not a Word document"),
            (docx(body("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000)), "built in a way"),
            (docx(body("<w:ins>" * 200 + "</w:ins>" * 200)), "built in a way"),
            (docx(body("<w:p/>" * (MOST_ELEMENTS + 1))), "far more than a module"),
            (docx(body(para("a" * 700_000))), "far more than a module"),
            (docx(b" " * (LARGEST_WORDS + 1)), "far more than a module"),
        ],
        ids=lambda value: value if isinstance(value, str) else "file",
    )
    def test_each_file_that_cannot_be_read_says_why(self, content: bytes, said: str) -> None:
        assert said in refusal(content)

    @pytest.mark.parametrize(
        "declared",
        [
            '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
            '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_xml_that_declares_anything_is_refused_in_any_encoding(self, declared: str, encoding: str) -> None:
        main = body(para("x")).removeprefix(DECLARED)
        content = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{main}'.encode(encoding)

        assert "built in a way" in refusal(docx(content))
        assert "built in a way" in refusal(docx(body(para("x")), comments_xml=content))

    @pytest.mark.parametrize("place", [60, 120, 300, 500, 800])
    def test_a_file_damaged_on_its_way_is_refused(self, place: int) -> None:
        whole = docx(body("".join(para(f"words {n}") for n in range(40))))
        broken = whole[:place] + bytes(sign ^ 0xFF for sign in whole[place : place + 40]) + whole[place + 40 :]

        assert "damaged" in refusal(broken)

    def test_a_link_that_could_act_is_its_words_alone(self) -> None:
        found = read(para(link(10, "press") + link(11, "here")), tie(10, "javascript:alert(1)"), tie(11, "//evil.test"))

        assert found.chapters[0].text == "presshere"

    def test_a_picture_that_lies_elsewhere_is_never_fetched(self) -> None:
        picture = '<w:r><w:drawing><a:blip r:link="r10"/></w:drawing></w:r>'

        assert (
            read(para(picture + run("words")), tie(10, "http://127.0.0.1:1/x.png", "image")).chapters[0].text == "words"
        )

    def test_nothing_but_examined_xml_reaches_the_reader(self) -> None:
        package = opened(docx(body(para("x")), vbaProject_bin=b"\0" * 100))

        assert package.holds["macros"] == 1
        with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
            assert all(name.endswith((".xml", ".rels")) for name in archive.namelist())

    def test_rows_of_blanks_and_signs_cost_little(self) -> None:
        found = read(para(" " * 300_000 + "x") + para("[" * 200 + "*" * 200))

        assert found.chapters[0].text.startswith("x")
        assert any("must be divided" in one for one in found.lost)
