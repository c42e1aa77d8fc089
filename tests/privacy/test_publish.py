"""What may go out, and that nothing else does; more cases are in ``tests/cases/reading``."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ldblog.commands.new import TEMPLATE
from ldblog.privacy.publish import Published, publish
from ldblog.reading.logs import parse_log
from ldblog.reading.markers import Stretch, blank_out, find_internal, find_markers
from ldblog.text.markdown import parse, plain_text, walk

CANARY = "canaryword"

PUBLIC = st.sampled_from(
    [
        "Plain words, because they matter.",
        "- one\n- two\n  - three",
        "1. one\n\n   more",
        "> quoted\n> words",
        "```py\nprint('<!-- internal -->')\n```",
        "    indented code",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<div>html</div>",
        "## Learned",
        "### Raft",
        "Setext\n------",
        "**Done:**",
        "a[^n] and [link]",
        "$x_1$ and `<!-- /internal -->` and *emphasis*",
        "* * *",
        "- [ ] a task",
        "words with `an open backtick",
        "words with **an open star",
        "<!-- a comment -->",
    ]
)
SECRET = st.sampled_from(
    [
        CANARY,
        f"- {CANARY}\n- more",
        f"> {CANARY}",
        f"```\n{CANARY}\n```",
        f"    {CANARY}",
        f"### {CANARY}",
        f"{CANARY}\n===",
        f"| {CANARY} |\n|---|",
        f"[link]: https://{CANARY}.example/",
        f"[^n]: {CANARY}",
        f"<div>{CANARY}</div>",
        f"**{CANARY}**",
        f"![{CANARY}](asha/{CANARY}.png '{CANARY}')",
    ]
)
HIDING = st.sampled_from(
    [
        "<!-- internal -->\n\n{}\n\n<!-- /internal -->",
        "words <!--INTERNAL-->\n{}\n<!--/internal--> words",
        "- item <!-- internal -->\n\n{}\n\n<!-- /internal -->",
        "<!-- internal --> <!-- internal -->\n{}\n<!-- /internal --> "
        + CANARY
        + " <!-- /internal -->",
        "# Internal\n\n{}\n\n# Public",
        "Private notes\n=====\n\n{}\n\nPublic\n======",
        "# Retro\n\n## Learned\n\nx " + CANARY + "\n\n# Public",
        "# Next steps\n\n" + CANARY + "\n\n# Public",
        "**Feedback**\n\n" + CANARY + "\n\n# Public",
        "- Next:\n  - " + CANARY + "\n- Done: x",
        "Done: x\nNext: " + CANARY + "\n\n# Public",
    ]
)


@given(st.lists(PUBLIC, max_size=3), HIDING, SECRET, st.lists(PUBLIC, max_size=3), st.booleans())
def test_a_word_that_is_hidden_is_in_nothing_that_goes_out(
    before: list[str], hiding: str, secret: str, after: list[str], is_windows: bool
) -> None:
    text = "\n\n".join([*before, hiding.replace("{}", secret), *after])
    raw = (text.replace("\n", "\r\n") if is_windows else text).encode()
    published = publish(parse_log("2026-11-20", "asha", "asha.md", raw))
    assert [words for words in said_in(published) if CANARY in words] == []
    assert published.held


@given(
    st.tuples(st.lists(PUBLIC, max_size=2), HIDING, SECRET, st.lists(PUBLIC, max_size=2)),
    st.lists(st.sampled_from(["<!-- keep -->", "<!-- drop -->"]), min_size=1, max_size=3),
    st.data(),
)
def test_no_mark_brings_back_a_word_that_is_hidden(
    parts: tuple[list[str], str, str, list[str]], marks: list[str], data: st.DataObject
) -> None:
    before, hiding, secret, after = parts
    lines = "\n\n".join([*before, hiding.replace("{}", secret), *after]).split("\n")
    # A heading of the first level that is drawn into an internal part ends it.
    assume(not _tells("\n".join(lines)))
    for mark in marks:
        at = data.draw(st.integers(0, len(lines) - 1))
        forms = [f"{lines[at]} {mark}", f"{mark} {lines[at]}"]
        # Whatever stands between a heading and its underline parts them.
        forms += [f"{mark}\n{lines[at]}"] * (not re.match(r"==|--", lines[at]))
        lines[at] = data.draw(st.sampled_from(forms))
    assert not _tells("\n".join(lines))


def _tells(text: str) -> list[str]:
    published = publish(parse_log("2026-11-20", "asha", "asha.md", text.encode()))
    return [words for words in said_in(published) if CANARY in words]


def said_in(published: Published) -> list[str]:
    """Return all that is in what goes out, words or not."""
    said = [
        f"{node.literal} {node.url} {node.title} {node.info} {node.name}"
        for tree in (published.document, *(unit.block for unit in published.units))
        for node in walk(tree)
    ]
    return [*said, *(f"{unit.text} {unit.subject}" for unit in published.units)]


@given(st.lists(PUBLIC, min_size=1, max_size=5))
def test_what_nobody_hid_is_held_back_by_nothing(blocks: list[str]) -> None:
    published = publish(parse_log("2026-11-20", "asha", "asha.md", "\n\n".join(blocks).encode()))
    assert published.held == ()


@pytest.mark.parametrize(
    "text",
    ["", "words\n", "`<!-- internal -->`\n", "    <!-- internal -->\n", "<!-- /internal -->"],
)
def test_without_a_marker_nothing_is_internal(text: str) -> None:
    assert find_internal(text, parse(text)) == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a note on internal fragmentation -->",
        "<!-- the internals of Postgres -->",
        "<!-- privately I doubt it -->",
        "<!-- internationalisation -->",
        "<!-- end of the introduction -->",
        "<!---->",
        "<!-- -->",
        "<internals>",
    ],
)
def test_a_comment_that_says_something_else_first_hides_nothing(comment: str) -> None:
    text = f"a {comment} b\n"
    assert find_internal(text, parse(text)) == []


def test_the_template_of_a_log_hides_nothing() -> None:
    assert find_markers(TEMPLATE, parse(TEMPLATE)) == []


OPENINGS = """<!-- private -->|<!-- internal: note -->|<!-- Internal only -->
    |<!-- INTERNAL ONLY START -->
    |<!-- begin internal -->|<!-- BEGIN: private part -->|<!-- [internal] -->|<!-- <internal> -->
    |<!-- internal-only -->|<!-- \U0001f512 confidential -->|<!--internal\nnote-->
    |<!-- do not publish -->
    |<!-- strictly confidential -->|<!-- vertraulich -->|<internal>|<Private class="x">|< INTERNAL >
    |<!-- internal -- >|<!-- internal: the end is near -->|<!-- note <!-- internal -->
    |<!-- note: internal -->|<!-- for internal use -->|<!-- /* internal */ -->
    |`<!-- internal` <internal>|`<!--` <!-- x --> `<!-- y` <!-- internal -->"""
CLOSES = """<!-- /internal -->|<!-- end internal -->|<!-- internal end -->|<!-- /private -->
    |<!-- END OF THE PRIVATE PART -->|<!-- INTERNAL ONLY END -->|<!-- internal:end -->
    |<!-- stop confidential -->|<!-- [/internal] -->|<!-- </internal> -->|</internal>|</PRIVATE>"""


@pytest.mark.parametrize("marker", [it.strip() for it in OPENINGS.split("|")])
def test_whatever_sounds_like_the_marker_opens_a_stretch(marker: str) -> None:
    text = f"a {marker} b\n\nc\n"
    assert [stretch.is_closed for stretch in find_internal(text, parse(text))] == [False]
    assert [marker.closes for marker in find_markers(text, parse(text))] == [False]


@pytest.mark.parametrize("marker", [it.strip() for it in CLOSES.split("|")])
def test_whatever_sounds_like_the_end_closes_a_stretch(marker: str) -> None:
    text = f"a <!-- private --> b {marker} c\n"
    assert find_internal(text, parse(text)) == [Stretch((1, 3), (1, 22 + len(marker)))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a <!-- internal -->SECRET<!-- /internal --> b", "a \u2060 b"),
        ("a <!-- internal -->SECRET<!-- /internal -->\nb", "a b"),
        ("a\n<!-- internal -->SECRET<!-- /internal --> b", "a \u2060 b"),
    ],
)
def test_how_much_was_hidden_is_not_told(text: str, said: str) -> None:
    paragraph = publish(parse_log("2026-11-20", "asha", "a.md", text.encode())).document.children[0]
    assert plain_text(paragraph) == said
    assert "line_break" not in {node.kind for node in walk(paragraph)}


def test_code_keeps_its_spaces() -> None:
    text = "<!-- internal -->x<!-- /internal -->\n\n```\na \u2060   b\n```\n"
    document = publish(parse_log("2026-11-20", "asha", "a.md", text.encode())).document
    assert document.children[-1].literal == "a \u2060   b\n"


def test_stretches_know_their_places() -> None:
    text = "a <!-- internal --> b\nc <!-- /internal --> d\n<!-- internal -->\ne\n"
    assert find_internal(text, parse(text)) == [
        Stretch((1, 3), (2, 21)),
        Stretch((3, 1), (5, 1), is_closed=False),
    ]


def test_blanking_moves_nothing_else() -> None:
    text = "a SECRET b\nSECRET\nSEC c\n"
    stretches = [Stretch((1, 3), (1, 9)), Stretch((2, 1), (3, 4))]
    assert blank_out(text, stretches) == "a \u2060      b\n\n\u2060   c\n"


def test_a_stretch_may_reach_beyond_the_end() -> None:
    assert blank_out("a\nb", [Stretch((2, 1), (9, 1))]) == "a\n"
