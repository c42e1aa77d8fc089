"""Failed experiments: what did not work out, or went another way, and what was learned by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.generated import FAILED_PAGE
from ldblog.pages.lines import (
    DOT,
    by_year,
    link,
    link_names,
    link_topic,
    render_outcome,
    render_page,
    render_told,
)
from ldblog.pages.relocate import find_blocks, relocate
from ldblog.text.cut import cut_short
from ldblog.text.inline import escape_line_start, escape_text
from ldblog.text.markdown import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.text.markdown import Node

OUTCOMES = frozenset({"failed", "pivoted"})
# So many are told with what was learned, the others by what they are about.
MOST_IN_FULL = 30
MOST_ITEMS, MOST_WORDS = 3, 60


def find_failed(catalogue: Catalogue) -> list[Told]:
    """Return the entries of what did not work out or changed course, the newest first."""
    return [one for one in catalogue.entries if one.outcome in OUTCOMES]


def render_failed_page(catalogue: Catalogue) -> str:
    """Return the page of failed experiments."""
    failed = find_failed(catalogue)
    words = catalogue.words
    body = [words.say("failed.intro"), ""] if failed else []
    for one in failed[:MOST_IN_FULL]:
        body += [*_tell(one, catalogue), ""]
    older = failed[MOST_IN_FULL:]
    body += [f"## {words.say('failed.before')}", ""] if older else []
    for year, ones in by_year(older).items():
        body += [f"### {year}", ""]
        body += [render_told(one, words, FAILED_PAGE, link_names(one, FAILED_PAGE)) for one in ones]
        body.append("")
    titles = words.say("failed.title"), words.say("failed.description")
    return render_page(words, titles, "ld-failed-page", body, hide=["toc"])


def _tell(told: Told, catalogue: Catalogue) -> Iterator[str]:
    assert told.entry is not None  # noqa: S101 - for the types: only entries have outcomes
    anchor = f"{told.post.session}-{told.entry.anchor}"
    topic = link_topic(told.topic, catalogue, FAILED_PAGE) if told.topic else ""
    words = catalogue.words
    badge = render_outcome(told, words)
    said = [link_names(told, FAILED_PAGE), words.date(told.day), topic, badge]
    yield f"## {escape_text(told.title)} {{ #{anchor} }}"
    yield from ["", escape_line_start(DOT.join(filter(None, said))), "{ .byline }", ""]
    lines = relocate(find_learned(told.post.text_of(told.entry)), told.post.path, FAILED_PAGE)
    yield from [*lines, ""] if lines else []
    yield link(words.say("failed.whole"), told.path, FAILED_PAGE)


def find_learned(text: str) -> list[Node]:
    """Return the blocks of an entry that say what was learned: what did not work, or its start.

    Few items of a list, and few sentences; what is no text, such as code, stays in the post.
    """
    blocks = find_blocks(text)
    failed = next(
        (n for n, block in enumerate(blocks, 1) if _is_heading(block, phrases.DID_NOT_WORK)), 0
    )
    said = blocks[failed:]
    end = next((n for n, block in enumerate(said) if failed and block.kind == "heading"), len(said))
    return [_shorten(block) for block in said[:end] if block.kind in {"paragraph", "list"}][:2]


def _is_heading(block: Node, text: str) -> bool:
    # What stands after the words is the anchor that condense gave the heading.
    return block.kind == "heading" and plain_text(block).startswith(text)


def _shorten(block: Node) -> Node:
    if block.kind == "paragraph":
        return cut_short(block, MOST_WORDS)
    items = [replace(item, children=item.children[:1]) for item in block.children[:MOST_ITEMS]]
    return replace(block, children=items)
