"""What is kept and dropped by hand: which thing a mark is about, wherever it stands."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.privacy.publish import DROPPED, publish
from ldblog.reading.logs import parse_log, parse_session_file
from ldblog.reading.markers import PLACEHOLDER
from ldblog.reading.marks import read_marks
from ldblog.text.markdown import parse, plain_text, walk

if TYPE_CHECKING:
    from ldblog.reading.logs import Log

GAP = f"{PLACEHOLDER} "


def read(markdown: str) -> Log:
    return parse_log("2026-11-20", "asha", "asha.md", markdown.encode())


def kept(markdown: str) -> list[str]:
    return [unit.text.strip(GAP) for unit in publish(read(markdown)).units if unit.is_kept]


def left(markdown: str) -> list[str]:
    return [unit.text.strip(GAP) for unit in publish(read(markdown)).units]


BESIDE = [
    ("- a\n- b @\n- c\n", "b"),
    ("- a\n- @ b\n- c\n", "b"),
    ("- a\n@ - b\n- c\n", "b"),
    ("1. a\n2. b @\n3. c\n", "b"),
    ("- a\n- [ ] @ b\n- c\n", "b"),
    ("- a\n- b\n  goes on. @\n- c\n", "b goes on."),
    ("- a\n- b @\n  - under\n  - it\n- c\n", "b under it"),
    ("One. Two. @ Three.\n", "Two."),
    ("@ One. Two. Three.\n", "One."),
    ("One.\n@ Two\ngoes on. Three.\n", "Two goes on."),
    ("One. Two\ngoes on. @\nThree.\n", "Two goes on."),
    ("One. Two. Three. @\n", "Three."),
    ("One. Two@. Three.\n", "Two."),
    ("A &amp; \\*b\\* &copy; cat. Two. @ Three.\n", "Two."),
    ("A &amp; \\*b\\* &copy; cat. Two. Three. @\n", "Three."),
    ("One. Done: two. @ Three.\n", "Done: two."),
    ("a\n\n> b @\n> c\n\nd\n", "b c"),
    ("a\n\n> @ b\n> c\n\nd\n", "b c"),
    ("a\n\n| b | c |\n|---|---|\n| d | e | @\n\nf\n", "b c d e"),
    ("a\n\n![b](b.png) @\n\nc\n", "b"),
    ("a\n\n@ ```\nb\n```\n\nc\n", "b"),
    ("a\n\n```go @\nb\n```\n\nc\n", "b"),
    ("a\n\n~~~ @\nb\n~~~\n\nc\n", "b"),
    ("a\n\n```go @ @\nb\n``` @ @\n\nc\n", "b"),
    ("a\n\n```\nb\n``` @\n\nc\n", "b"),
    ("a\n\n```\nb\n@ ```\n\nc\n\n```\nd\n```\n", "b"),
    ("a\n\n> ```\n> b\n> ``` @\n\nc\n", "b"),
]
ALONE = [
    ("- a\n@\n- b\n- c\n", "b"),
    ("@\n- b\n- c\n", "b"),
    ("@\n\n- b\n- c\n", "b"),
    ("- a\n- b\n  @\n- c\n", "b"),
    ("- a\n- b\n  - under\n  @\n- c\n", "b under"),
    ("- a\n- b\n\n  @\n  goes on\n- c\n", "b goes on"),
    ("- a\n- b\n@\n\nc\n", "b"),
    ("a\n\n- @\n  b\n- c\n", "b"),
    ("a\n\n@\nOne. Two.\n\nc\n", "One.|Two."),
    ("a\n\nOne. Two.\n@\n\nc\n", "One.|Two."),
    ("a\n\n@\n\nOne. Two.\n\nc\n", "One.|Two."),
    ("a\n\n@\n```\nb\n```\n\nc\n", "b"),
    ("a\n\n```\nb\n```\n@\n\nc\n", "b"),
    ("a\n\n@\n| b |\n|---|\n| c |\n\nd\n", "b c"),
    ("a\n\n@\n> b\n> c\n", "b c"),
    ("a\n\n> @\n> b\n", "b"),
    ("a\n\n@\n<div>b</div>\n\nc\n", ""),
]
SECTIONS = [
    ("a\n\n## B @\nb\n\n### C\nc\n\n## D\nd\n", "b|c"),
    ("a\n\n## @ B\nb\n\n## D\nd\n", "b"),
    ("a\n\n@\n## B\nb\n\n## D\nd\n", "b"),
    ("a\n\n## B\n@\n\nb\n\n## D\nd\n", "b"),
    ("a\n\nB @\n---\nb\n\n- c\n", "b|c"),
]
INTRODUCED = [
    ("a\n\nIt goes so: @\n\n- b\n- c\n\nd\n", "b|c"),
    ("a\n\n@\nIt goes so:\n\n```\nb\n```\n\nd\n", "b"),
    ("a\n\nFirst. It goes so: @\n\n```\nb\n```\n\nd\n", "b"),
]


@pytest.mark.parametrize(("text", "said"), [*BESIDE, *ALONE, *SECTIONS, *INTRODUCED])
def test_a_mark_is_about_one_thing(text: str, said: str) -> None:
    about = said.split("|")
    others = [words for words in left(text.replace("@", "")) if words not in about]

    assert kept(text.replace("@", "<!-- keep -->")) == about
    assert left(text.replace("@", "<!-- keep -->")) == left(text.replace("@", ""))
    assert left(text.replace("@", "<!-- drop -->")) == others


def test_a_figure_of_an_item_is_dropped_alone_and_kept_with_it() -> None:
    text = "- a\n\n  @\n  ```\n  b\n  ```\n- c\n"

    assert left(text.replace("@", "<!-- drop -->")) == ["a", "c"]
    assert kept(text.replace("@", "<!-- keep -->")) == ["a b"]


def test_an_item_under_another_is_dropped_alone_and_kept_with_it() -> None:
    text = "- a\n  - b @\n  - c\n- d\n"

    assert left(text.replace("@", "<!-- drop -->")) == ["a c", "d"]
    assert kept(text.replace("@", "<!-- keep -->")) == ["a b c"]


@pytest.mark.parametrize("comment", ["<!--keep-->", "<!-- KEEP -->", "<!--- keep --->"])
def test_a_mark_may_be_written_in_any_case_and_with_any_space(comment: str) -> None:
    assert kept(f"a {comment}\n") == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- drop -->` a\n",
        "```\n<!-- drop -->\n```\n",
        "````\n``` <!-- drop -->\n````\n",
        "```\n~~~ <!-- drop -->\n```\n",
        "```\n``` x <!-- drop -->\n```\n",
        "``` `<!-- drop -->`\n",
        "    <!-- drop -->\n",
        "a <!-- dropped -->\n",
        "a <!-- drop this -->\n",
        "a <!-- drop\n",
        "a &lt;!-- drop -->\n",
    ],
)
def test_in_code_and_in_other_words_it_is_no_mark(text: str) -> None:
    log = read(text)

    assert log.marks == ()
    assert log.front_matter.body == text
    assert not publish(log).held


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- SECRET <!-- keep --> b\n",
        "<!--\nSECRET <!-- drop -->\n",
        "a <!-- - SECRET <!-- keep --> -->\n",
        "a `<!--` <!-- SECRET\nSECRET <!-- keep -->\n",
    ],
)
def test_a_mark_in_another_comment_is_a_part_of_that_and_opens_nothing(text: str) -> None:
    assert read(text).marks == ()
    assert "SECRET" not in " ".join(left(text))


def test_comments_with_nothing_in_them_hide_no_mark() -> None:
    assert kept("a <!--> b. <!---> c. <!-- keep -->\n") == ["a b. c."]


@pytest.mark.parametrize(
    "text",
    ["<!-- keep -->\n", "a\n\n<!-- keep -->\n", "- a\n\n  <!-- keep -->\n- b\n"],
)
def test_what_touches_nothing_is_about_nothing(text: str) -> None:
    assert [mark.about for mark in read(text).marks] == [None]


def test_two_marks_on_a_line_are_about_two_things() -> None:
    text = "One. <!-- keep --> Two. <!-- drop --> Three. <!-- keep -->\n"

    assert left(text) == ["One.", "Three."]
    assert kept(text) == ["One.", "Three."]
    assert [mark.place for mark in read(text).marks] == [(1, 6), (1, 25), (1, 46)]


def test_two_marks_above_a_thing_are_both_about_it() -> None:
    text = "a\n<!-- keep -->\n<!-- drop -->\n- b\n- c\n"

    assert left(text) == ["a", "c"]
    assert [mark.about and mark.about.start for mark in read(text).marks] == [(4, 1), (4, 1)]


def test_a_keep_brings_nothing_back_that_is_private() -> None:
    text = """\
        ## Plan
        - SECRET <!-- keep -->
        ## Feedback <!-- keep -->
        SECRET
        ## Learned
        a <!-- internal --> SECRET <!-- keep --> <!-- /internal --> b
        <!-- keep -->
        Next: SECRET
        """
    published = publish(read(dedent(text)))

    assert "SECRET" not in " ".join(plain_text(node) for node in walk(published.document))
    assert all("SECRET" not in unit.text for unit in published.units)


def test_a_keep_of_a_sentence_finds_it_behind_what_is_hidden() -> None:
    hidden = "<!-- internal --> A long word &amp; more. <!-- /internal -->"

    assert kept(f"One. {hidden} Two &lt; 3. {hidden} Three. <!-- keep --> Four.\n") == ["Three."]


def test_a_keep_of_what_is_dropped_keeps_nothing_beside_it() -> None:
    assert kept("One. Two. <!-- drop --> <!-- keep --> Three.\n") == []
    assert kept("One. Two. <!-- keep --> <!-- drop --> *Three*.\n") == []


def test_a_drop_of_a_private_heading_opens_nothing() -> None:
    for text in ("**Feedback** <!-- drop -->\n- SECRET\n", "- Next: <!-- drop -->\n- SECRET\n"):
        assert left(text) == []


def test_what_is_dropped_is_held_back_with_its_lines() -> None:
    held = publish(read("a\n\n## B <!-- drop -->\nb\n\nc\n\n## D\nd. e. <!-- drop -->\n")).held

    assert [(one.first_line, one.last_line, one.reason) for one in held] == [
        (3, 6, DROPPED),
        (9, 9, DROPPED),
    ]


def test_opening_words_can_be_dropped_too() -> None:
    raw = b"Hello. Goodbye. <!-- drop -->\n"
    opening = parse_session_file("2026-11-20", "session.md", raw).opening

    assert opening is not None
    assert plain_text(publish(opening).document.children[0]).strip(GAP) == "Hello."


def test_a_log_held_back_for_an_error_says_it_once() -> None:
    log = read("a <!-- keep -->\n\nshare: internal\n")

    assert [one.code for one in log.diagnostics] == ["LD004"]


BLOCKS = st.sampled_from(
    [
        "Words. More words.", "- one\n- two\n  - three", "1. one\n\n   more", "> quoted", "## Head",
        "```\ncode\n```", "| a |\n|---|\n| 1 |", "**Done:**", "It goes so:", "<b></b>", "* * *",
        "Next: tea", "[^n]: foot", "text[^n]", "<div>\nhtml\n</div>", "    indented", "- \n- x",
    ]
)  # fmt: skip
MARK = st.sampled_from(["<!-- keep -->", "<!--drop-->", "\n<!-- keep -->\n", "\n  <!-- drop -->\n"])


@given(st.lists(BLOCKS, min_size=1, max_size=4), st.data())
def test_marks_anywhere_take_away_what_they_drop_and_change_nothing_else(
    blocks: list[str], data: st.DataObject
) -> None:
    text = "\n\n".join(blocks)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(MARK) + text[at:]
    log = read(text)

    bare, _document, again = read_marks(log.front_matter.body, parse)
    assert not again
    assert len(bare.split("\n")) == len(text.split("\n"))
    drops = [mark.about for mark in log.marks if mark.about is not None and not mark.keeps]
    for about in drops:
        assert about.start < about.end
        assert not any(about.start <= unit.start < about.end for unit in publish(log).units)
    if not drops:
        assert left(text) == left(bare)
