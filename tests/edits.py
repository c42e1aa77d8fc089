"""Posts, logs and what editors do to posts, for tests that let hypothesis think of them.

A session is what its people wrote, by handle; ``compose`` makes a post of it in the shape that
ldblog's posts have. What an editor writes is told from everything else by the mark ``✎``. Each
choice is a number, so that thousands of cases are quick to draw and shrink to small ones.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from ldblog.composing.posts import Line
from ldblog.merging.blocks import split_blocks
from ldblog.merging.merge_keys import measure_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ldblog.merging.blocks import Block

MARK = "✎"
HANDLES = ("asha", "bo", "cy", "dov", "elif", "femi")
TOPICS = ("Databases", "Testing", "Networks")
WORDS = ("caches", "locks", "queues", "retries", "keys")


class Entry(NamedTuple):
    """What one person wrote: a topic and some bullets."""

    topic: str
    bullets: tuple[str, ...]


Session = dict[str, Entry]


def compose(session: Mapping[str, Entry]) -> list[Line]:
    """Return the lines of a session's post."""
    counts = Counter(entry.topic for entry in session.values())
    topics = sorted(counts, key=lambda topic: (-counts[topic], TOPICS.index(topic)))
    body = [Line(f"{len(session)} people wrote."), Line(""), Line("<!-- more -->")]
    body += [Line(""), Line("## Highlights"), Line("")]
    for handle in sorted(session, key=lambda one: (-len(session[one].bullets), one))[:3]:
        words = session[handle].bullets[0]
        body.append(Line(f"- {words} — [{handle}](#{handle})", f"{handle}.md:1"))
    for topic in topics:
        body += [Line(""), Line(f"## {topic}")]
        for handle in sorted(session):
            if session[handle].topic == topic:
                body += [Line(""), Line(f"### {handle.title()} {{ #{handle} }}"), Line("")]
                body += [Line("team"), Line("{ .byline }"), Line("")]
                for number, words in enumerate(session[handle].bullets, 1):
                    body.append(Line(f"- {words}", f"{handle}.md:{number}"))
    return [*map(Line, _front_matter(session, topics)), *body]


def _front_matter(session: Mapping[str, Entry], topics: Sequence[str]) -> list[str]:
    # As ldblog's own writer would write it, which is far slower.
    entries = [
        line
        for handle in sorted(session)
        for line in (f"- anchor: {handle}", f"  topic: {session[handle].topic}")
    ]
    head = ["---", f"title: About {' and '.join(topics)}", "date:", "  created: 2026-11-20"]
    head += ["authors:", *(f"- {handle}" for handle in sorted(session))]
    head += ["categories:", *(f"- {topic}" for topic in topics)]
    return [*head, "entries:", *entries, "---", ""]


def _make_entry(number: int) -> Entry:
    number, topic = divmod(number, len(TOPICS))
    chosen = [word for at, word in enumerate(WORDS) if number >> at & 1] or [*WORDS[:1]]
    return Entry(TOPICS[topic], tuple(f"{word} are hard" for word in chosen))


ENTRIES = st.integers(0, len(TOPICS) * 2 ** len(WORDS) - 1).map(_make_entry)
SESSIONS = st.dictionaries(st.sampled_from(HANDLES), ENTRIES, min_size=1, max_size=5)

Change = tuple[str, Entry | None]
# What becomes of the logs: of each named one, its new text, or that it goes.
CHANGES = st.lists(st.tuples(st.sampled_from(HANDLES), st.none() | ENTRIES), min_size=1, max_size=2)


def change_logs(session: Session, changes: Sequence[Change]) -> Session:
    """Return a session of which some logs came late, changed, or went; never all of them."""
    after = dict(session)
    for handle, entry in changes:
        if entry is not None:
            after[handle] = entry
        elif len(after) > 1:
            after.pop(handle, None)
    return after


# What an editor does, one after the other.
EDITS = st.lists(st.integers(0, 10**6), max_size=4)


def edit(lines: Sequence[str], edits: Sequence[int], *, may_move: bool = True) -> list[str]:
    """Return lines of a post as an editor may leave them, with all in its place if so wanted."""
    result = list(lines)
    ways = WAYS if may_move else WAYS_IN_PLACE
    for count, number in enumerate(edits):
        rest, way = divmod(number, len(ways))
        result = ways[way](result, rest, f"{MARK}{count}-{number}")
    return result


def marked(lines: Sequence[str]) -> Counter[str]:
    """Return the lines that an editor wrote or changed, and how often each is there."""
    return Counter(line for line in lines if MARK in line)


def _spot(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Return what is left of a number, and that of a line of the body."""
    start = measure_front_matter(lines)
    rest, at = divmod(number, max(len(lines) - start, 1))
    return rest, start + at


def _insert(lines: list[str], number: int, texts: Sequence[str]) -> list[str]:
    rest, at = _spot(lines, number)
    rest, which = divmod(rest, len(texts))
    around = (["", texts[which], ""], [texts[which]], [texts[which], ""])[rest % 3]
    return [*lines[:at], *around, *lines[at:]]


def insert_line(lines: list[str], number: int, mark: str) -> list[str]:
    return _insert(lines, number, [mark, f"- {mark}", f"    - {mark}"])


def insert_structure(lines: list[str], number: int, mark: str) -> list[str]:
    texts = [f"## {mark}", f"### {mark}", f"### {mark} {{ #mine }}", f"### {mark} {{ #bo }}"]
    return _insert(lines, number, [*texts, f"```{mark}", f"---\n{mark}\n---"])


def change_line(lines: list[str], number: int, mark: str) -> list[str]:
    _rest, at = _spot(lines, number)
    return [*lines[:at], *(f"{line} {mark}" for line in lines[at : at + 1]), *lines[at + 1 :]]


def reword_heading(lines: list[str], number: int, mark: str) -> list[str]:
    headings = [at for at, line in enumerate(lines) if line.startswith("##")]
    if not headings:
        return lines
    at = headings[number % len(headings)]
    marks, _, rest = lines[at].partition(" ")
    _, brace, anchor = rest.partition(" {")
    return [*lines[:at], f"{marks} {mark}{brace}{anchor}", *lines[at + 1 :]]


def delete_lines(lines: list[str], number: int, _mark: str) -> list[str]:
    rest, at = _spot(lines, number)
    return [*lines[:at], *lines[at + 1 + rest % 5 :]]


def double_line(lines: list[str], number: int, _mark: str) -> list[str]:
    _rest, at = _spot(lines, number)
    return [*lines[: at + 1], *lines[at:]]


def move_block(lines: list[str], number: int, _mark: str) -> list[str]:
    head, opening, blocks = _split(lines)
    if blocks:
        rest, at = divmod(number, len(blocks))
        block = blocks.pop(at)
        blocks.insert(rest % (len(blocks) + 1), block)
    return _join(head, [opening, *blocks])


def delete_block(lines: list[str], number: int, _mark: str) -> list[str]:
    head, opening, blocks = _split(lines)
    if blocks:
        del blocks[number % len(blocks)]
    return _join(head, [opening, *blocks])


def double_block(lines: list[str], number: int, _mark: str) -> list[str]:
    head, opening, blocks = _split(lines)
    if blocks:
        rest, at = divmod(number, len(blocks))
        blocks.insert(rest % (len(blocks) + 1), blocks[at])
    return _join(head, [opening, *blocks])


def remove_headings(lines: list[str], number: int, _mark: str) -> list[str]:
    start = ("#", "##", "###", "## ")[number % 4]
    return [line for line in lines if not line.startswith(start)]


def remove_anchors(lines: list[str], _number: int, _mark: str) -> list[str]:
    return [line.partition(" {")[0] if line.startswith("#") else line for line in lines]


def change_front_matter(lines: list[str], number: int, mark: str) -> list[str]:
    end = measure_front_matter(lines)
    if not end:
        return lines
    texts = [f"note: {mark}", f"# {mark}", "draft: true"]
    rest, which = divmod(number, len(texts))
    at = (1, end - 1)[rest % 2]
    return [*lines[:at], texts[which], *lines[at:]]


def _split(lines: Sequence[str]) -> tuple[list[str], Block, list[Block]]:
    end = measure_front_matter(lines)
    opening, *blocks = split_blocks([Line(line) for line in lines[end:]])
    return list(lines[:end]), opening, blocks


def _join(head: list[str], blocks: Sequence[Block]) -> list[str]:
    return [*head, *(line.text for block in blocks for line in (*block.gap, *block.lines))]


WAYS_IN_PLACE: tuple[Callable[[list[str], int, str], list[str]], ...] = (
    change_line,
    reword_heading,
    change_front_matter,
)
WAYS = (
    *WAYS_IN_PLACE,
    insert_line,
    insert_line,
    delete_block,
    change_line,
    insert_structure,
    delete_lines,
    double_line,
    move_block,
    double_block,
    remove_headings,
    remove_anchors,
)
