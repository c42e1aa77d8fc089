"""The base of a post says what condense wrote, and where each line of it came from."""

from __future__ import annotations

import pytest

from ldblog.composing.posts import Line
from ldblog.errors import LdblogError
from ldblog.merging.base import parse_base, read_base, render_base

LINES = [
    Line("# A post"),
    Line(""),
    Line("words\twith a tab", "asha.md:12-14"),
    Line("ünï", "b.md:1"),
]
TEXT = (
    "ldblog base 1 sha256:c1\n"
    "\t# A post\n\t\nasha.md:12-14\twords\twith a tab\nb.md:1\tünï\n"
)  # fmt: skip


def test_a_base_is_a_head_and_a_source_a_tab_and_a_line_for_each() -> None:
    head, _, rest = render_base(LINES).partition("\n")

    assert head.startswith("ldblog base 1 sha256:")
    assert len(head.rpartition(":")[2]) == 64
    assert rest == TEXT.partition("\n")[2]


@pytest.mark.parametrize("lines", [LINES, [], [Line("")], [Line(""), Line("")]])
def test_what_was_written_is_read_back(lines: list[Line]) -> None:
    assert parse_base("base.md", render_base(lines)) == lines


def test_a_base_whose_lines_end_as_windows_ends_them_is_read_all_the_same() -> None:
    assert parse_base("base.md", render_base(LINES).replace("\n", "\r\n")) == LINES


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "\n",
        TEXT,
        render_base(LINES).replace("words", "Words"),
        render_base(LINES).replace("\t# A post\n", ""),
        render_base(LINES).replace("b.md:1\tünï\n", "<<<<<<< HEAD\nb.md:1\tünï\n"),
        render_base(LINES)[:-3],
        render_base(LINES) + "\tmore\n",
    ],
)
def test_a_base_that_something_else_changed_is_refused_with_the_remedy(damaged: str) -> None:
    with pytest.raises(LdblogError, match=r"content/base/x\.md: not a base .* restore it from git"):
        parse_base("content/base/x.md", damaged)


def test_a_base_says_what_is_wrong_with_it() -> None:
    text = render_base(LINES)

    assert read_base(text) == (LINES, "")
    assert read_base(None) == ([], "not there")
    assert read_base(text[:-3]) == ([], "not a base that this ldblog wrote")
    for version in ("ldblog base 0", "ldblog base 22"):
        trouble = f"of another version ({version}, not ldblog base 1)"
        assert read_base(text.replace("ldblog base 1", version)) == ([], trouble)
    assert read_base(text.replace("ldblog base 1", "ldblog base x"))[1].startswith("not a base")
