"""Links, pictures and footnotes of a log work in the post, or leave their words."""

from __future__ import annotations

import pytest

from ldblog.text.links import Rewriter
from ldblog.text.markdown import Node, parse
from ldblog.text.render import render_blocks

FILES = {"asha/a b.png": "../assets/2026-11-20/asha/a b.png"}


def rewriter(document: Node | None = None) -> Rewriter:
    blocks = document.children if document else []
    notes = {block.name: block for block in blocks if block.kind == "footnote_definition"}
    return Rewriter("asha", FILES, notes)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](https://e.com/x)", "[a](https://e.com/x)"),
        ("[a](HTTP://e.com/x)", "[a](HTTP://e.com/x)"),
        ("[a](mailto:a@e.com)", "[a](mailto:a@e.com)"),
        ("[a](javascript:alert(1))", "a"),
        ("[a](file:///etc/passwd)", "a"),
        ("[a](//e.com/x)", "a"),
        ("[a](../../people.yml)", "a"),
        ("[a](#heading)", "a"),
        ("[**a** b](bo.md)", "**a** b"),
        ("[](x)", ""),
        ("![a](https://e.com/pixel.png)", "[a](https://e.com/pixel.png)"),
        ("![a ![*b*](https://e.com/b.png)](https://e.com/a.png)", "[a b](https://e.com/a.png)"),
        ("![](https://e.com/a.png)", "<https://e.com/a.png>"),
        ("![a](data:image/png;base64,x)", "a"),
        ("![a](../2026-11-06/bo/b.png)", "a"),
        ("![a](asha/missing.png)", "a"),
        ("![a](asha/a%20b.png)", "![a](../assets/2026-11-20/asha/a%20b.png)"),
        ("![a](./x/../asha/a%20b.png)", "![a](../assets/2026-11-20/asha/a%20b.png)"),
        ("[a](asha/a%20b.png#top)", "[a](../assets/2026-11-20/asha/a%20b.png)"),
    ],
)
def test_what_can_be_opened_stays_and_what_cannot_leaves_its_words(
    markdown: str, expected: str
) -> None:
    block = rewriter().rewrite(parse(markdown))

    assert "\n".join(render_blocks(block.children)) == expected


def test_only_files_that_a_post_shows_are_remembered() -> None:
    one = rewriter()

    one.rewrite(parse("![a](asha/a%20b.png) and ![b](asha/other.png)"))

    assert one.used_files == FILES


def test_footnotes_are_numbered_by_their_author_and_come_with_those_they_refer_to() -> None:
    document = parse("A[^1] b[^no te].\n\n[^1]: See[^x].\n\n[^x]: There.\n\n[^unused]: Nowhere.\n")
    one = rewriter(document)

    text = render_blocks([one.rewrite(document.children[0]), *one.definitions()])

    assert text == [
        r"A[^asha-1] b\[^no te\].",
        "",
        "[^asha-1]: See[^asha-2].",
        "",
        "[^asha-2]: There.",
    ]


def test_a_footnote_whose_words_are_held_back_leaves_no_mark() -> None:
    document = parse("A[^1].\n\n[^1]: Private.\n")
    one = Rewriter("asha")

    assert render_blocks([one.rewrite(document.children[0])]) == ["A."]
    assert one.definitions() == []


def test_footnotes_with_names_in_other_scripts_stay_apart() -> None:
    document = parse("A[^注] b[^释].\n\n[^注]: One.\n\n[^释]: Two.\n")
    one = rewriter(document)
    one.rewrite(document.children[0])

    names = [definition.name for definition in one.definitions()]
    assert len(set(names)) == 2
    assert all(name.isascii() for name in names)


def test_a_tree_without_links_is_returned_as_it_is() -> None:
    block = parse("- a *b*\n").children[0]

    assert rewriter().rewrite(block) is block


@pytest.mark.parametrize(
    ("markdown", "shows"),
    [
        ("![a](bo/gone.png)", False),
        ("- ![a](bo/gone.png)[^1]", False),
        ("![a](asha/a%20b.png)", True),
        ("![a](https://e.com/a.png)", True),
        ("A word. ![a](bo/gone.png)", True),
    ],
)
def test_a_picture_that_is_not_there_shows_nothing(markdown: str, shows: bool) -> None:
    assert rewriter().shows(parse(f"{markdown}\n\n[^1]: a\n").children[0]) == shows
