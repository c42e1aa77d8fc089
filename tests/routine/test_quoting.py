"""Whatever somebody writes, on GitHub it is text: no link, no picture, and nobody is alerted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldblog.routine.quoting import MAX_LENGTH, fence, quote_line
from ldblog.text.markdown import parse, walk

# Pieces that end a fence, or are anything but text outside of one.
PIECES = st.sampled_from(
    ["```", "````", "~~~", "\n", "\r\n", "\r", "\u2028", "\x0b", "\x00", "\u202e", "    ", "\t",
     "> ", "- ", "@asha", "#12", "<img src=x>", "<!-- ldblog:changed -->", "![x](https://a.b)",
     "GH-1", "www.a.b", "&lt;", "\\", "`", "a", " "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


@given(TEXTS)
def test_a_fence_holds_all_of_a_text_and_nothing_after_it_is_drawn_in(text: str) -> None:
    document = parse(f"before\n\n{fence(text)}\n\nafter\n")
    assert [block.kind for block in document.children] == ["paragraph", "code_block", "paragraph"]


@given(TEXTS)
def test_a_line_is_one_paragraph_without_a_link_a_picture_or_markup(text: str) -> None:
    document = parse(f"- {quote_line(text)}x\n")
    kinds = {node.kind for node in walk(document)}
    assert kinds.isdisjoint(
        {"link", "image", "html", "html_inline", "code", "code_block", "heading"}
    )
    assert len(document.children) == 1


def test_what_is_quoted_alerts_nobody() -> None:
    assert "@asha" not in quote_line("ask @asha of #12")
    assert "#12" not in quote_line("ask @asha of #12")
    assert "GH-12" not in quote_line("see GH-12")
    assert quote_line("a fence_post, 3 # 4, a@ b") == "a fence_post, 3 # 4, a@ b"


def test_a_long_text_is_cut_where_github_would_refuse_it() -> None:
    quoted = fence("word " * 20_000)
    assert len(quoted) < MAX_LENGTH + 100
    assert quoted.endswith("… and more: it is cut here\n```")


def test_what_scripts_need_stays_and_what_turns_text_around_does_not() -> None:
    assert "می\u200cخواهم" in fence("می\u200cخواهم")
    assert "\u202e" not in fence("a\u202eb")
