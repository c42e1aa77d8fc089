"""Blocks are cut between sentences, and say so."""

from __future__ import annotations

import pytest

from ldblog.text.cut import cut_dangling, cut_short, dangles
from ldblog.text.markdown import Node, parse
from ldblog.text.render import render_blocks


def block_of(text: str) -> Node:
    return parse(text).children[0]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (1, "One **is here.** …"),
        (8, "One **is here.** Two (as `x.y` says) is. …"),
        (99, "One **is here.** Two (as `x.y` says) is. Three is here."),
    ],
)
def test_a_paragraph_is_cut_after_a_sentence(words: int, left: str) -> None:
    text = "One **is here.** Two (as `x.y` says) is. Three is here."
    assert render_blocks([cut_short(block_of(text), words)]) == [left]


def test_a_paragraph_is_not_cut_before_what_it_introduces() -> None:
    cut = cut_short(block_of("One is here. Two is here. See:\nThree is here."), 7)
    assert render_blocks([cut]) == ["One is here. Two is here. …"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- One is here. It takes a line:\n", "- One is here. …"),
        ("- One is `here`. It takes:\n", "- One is `here`. …"),
        ("- One is here\nDone:\n", "- One is here"),
        ("- **One is here.**\n  It takes the whole of a line:\n", "- **One is here.** …"),
        ("- One is here.\n    - two\n    - and so:\n", "- One is here.\n    - two"),
        ("- One is here. So:\n    - that:\n", "- One is here. …"),
        ("- It takes a line:\n", "- It takes a line:"),
        ("- One is here.  \n  It takes a line:\n", "- One is here. …"),
    ],
)
def test_what_introduces_nothing_is_cut_off(text: str, left: str) -> None:
    assert "\n".join(render_blocks([cut_dangling(block_of(text))])) == left


def test_an_item_dangles_where_its_last_words_do() -> None:
    assert dangles(block_of("- a\n    - b：\n"))
    assert not dangles(block_of("- a:\n\n  ```\n  b:\n  ```\n"))
