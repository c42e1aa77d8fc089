"""Messages within Slack's limits, in which nobody's words are markup of Slack's."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ldblog.programme.blocks import (
    MAX_BLOCKS,
    MAX_LENGTH,
    MAX_TITLE,
    bold,
    compose_message,
    escape,
    mention,
)

WORDS = st.text(st.sampled_from("ab <>&|*!@#\n;…é"), max_size=40)
LONG = st.builds(lambda text, times: text * times, WORDS, st.integers(0, 400))


@given(LONG, st.integers(1, 60))
def test_what_people_write_is_escaped_whole_and_short_enough(text: str, most: int) -> None:
    found = escape(text, most)
    assert len(found) <= most
    assert not re.search(r"[<>\n]|&(?!(?:amp|lt|gt);)", found)
    if not found.endswith("…"):
        read = found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert read == " ".join(text.split())


@given(LONG, st.lists(st.lists(LONG.map(escape), max_size=3), max_size=9))
def test_any_message_is_within_the_limits(title: str, parts: list[list[str]]) -> None:
    message = compose_message(title, parts)
    head, *sections = message.blocks
    assert len(message.blocks) <= MAX_BLOCKS
    assert len(head["text"]["text"]) <= MAX_TITLE
    assert all(0 < len(one["text"]["text"]) <= MAX_LENGTH for one in sections)
    said = "\n".join(one["text"]["text"] for one in sections)
    lines = [line for part in parts for line in part if line]
    is_cut = said.endswith("_There is more than fits here._")
    assert is_cut or [line for line in said.split("\n") if line] == lines


def test_a_message_that_is_too_long_says_so() -> None:
    message = compose_message("x", [["y"]] * 60)
    assert len(message.blocks) == MAX_BLOCKS
    assert message.blocks[-1]["text"]["text"] == "_There is more than fits here._"
    assert len(compose_message("x", [["y"]] * (MAX_BLOCKS - 1)).blocks) == MAX_BLOCKS


def test_names_are_bold_and_accounts_are_mentioned() -> None:
    assert bold("A*B <i>") == "*A∗B &lt;i&gt;*"
    assert (mention("U012AB3CD", "Bo"), mention("", "<!channel>")) == (
        "<@U012AB3CD>",
        "&lt;!channel&gt;",
    )
