"""Posts, logs and what editors do to posts, for tests that let hypothesis think of them.

A session is what its people wrote, by handle; ``compose`` makes a post of it in the shape that
ldblog's posts have. An edit is a function from lines to lines. What an editor writes is told
from everything else by the mark ``✎``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from ldblog.blocks import split_blocks
from ldblog.merge_keys import measure_front_matter
from ldblog.posts import Line, Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARK = "✎"
HANDLES = ("asha", "bo", "cy", "dov", "elif", "femi")
TOPICS = ("Databases", "Testing", "Networks")


@dataclass(frozen=True)
class Entry:
    """What one person wrote: a topic and some bullets."""

    topic: str
    bullets: tuple[str, ...]


Session = dict[str, Entry]


def compose(session: Mapping[str, Entry]) -> list[Line]:
    """Return the lines of a session's post."""
    topics = sorted({entry.topic for entry in session.values()}, key=lambda t: _rank(session, t))
    body = [Line(f"{len(session)} people wrote."), Line(""), Line("<!-- more -->")]
    body += [Line(""), Line("## Highlights"), Line("")]
    best = sorted(session, key=lambda handle: (-len(session[handle].bullets), handle))[:3]
    for handle in best:
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
    values = {
        "title": f"About {topics[0] if topics else 'nothing'}",
        "authors": sorted(session),
        "categories": topics,
        "entries": [{"anchor": handle, "topic": session[handle].topic} for handle in session],
    }
    return Post("2026-11-20.md", values, body).lines()


def _rank(session: Mapping[str, Entry], topic: str) -> tuple[int, int]:
    count = sum(entry.topic == topic for entry in session.values())
    return -count, TOPICS.index(topic)


WORDS = st.sampled_from([f"{word} {n}" for word in ("caches", "locks", "queues") for n in range(4)])
ENTRIES = st.builds(
    Entry, st.sampled_from(TOPICS), st.lists(WORDS, min_size=1, max_size=4, unique=True).map(tuple)
)
SESSIONS = st.dictionaries(st.sampled_from(HANDLES), ENTRIES, min_size=1, max_size=4)


@st.composite
def later(draw: st.DrawFn, session: Session) -> Session:
    """Return a session of which a log or two came late, changed, or went."""
    after = dict(session)
    for handle in draw(st.lists(st.sampled_from(HANDLES), min_size=1, max_size=2)):
        entry = draw(st.none() | ENTRIES)
        if entry is not None:
            old = after.get(handle, entry)
            bullets = draw(st.sampled_from([entry.bullets, (*old.bullets, "one more")]))
            after[handle] = Entry(entry.topic, bullets)
        elif len(after) > 1:
            after.pop(handle, None)
    return after


@st.composite
def edited(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Return lines of a post as an editor may leave them."""
    result = list(lines)
    for number in range(draw(st.integers(0, 4))):
        edit = draw(st.sampled_from(EDITS))
        result = edit(draw, result, f"{MARK}{number}{draw(st.integers(0, 999))}")
    return result


def marked(lines: Sequence[str]) -> Counter[str]:
    """Return the lines that an editor wrote or changed."""
    return Counter(line for line in lines if MARK in line)


def _spot(draw: st.DrawFn, lines: Sequence[str]) -> int:
    """Return the number of a line of the body."""
    start = measure_front_matter(lines)
    return draw(st.integers(start, max(start, len(lines) - 1)))


def insert_line(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    at = _spot(draw, lines)
    text = draw(
        st.sampled_from(
            ["{}", "- {}", "    - {}", "## {}", "### {}", "### {} {{ #mine }}", "```{}"]
        )
    ).format(mark)
    around = draw(st.sampled_from([[text], ["", text, ""], [text, ""]]))
    return [*lines[:at], *around, *lines[at:]]


def change_line(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    at = _spot(draw, lines)
    return [*lines[:at], *(f"{line} {mark}" for line in lines[at : at + 1]), *lines[at + 1 :]]


def reword_heading(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    numbers = [number for number, line in enumerate(lines) if line.startswith("##")]
    if not numbers:
        return lines
    at = draw(st.sampled_from(numbers))
    marks, _, rest = lines[at].partition(" ")
    _, brace, anchor = rest.partition(" {")
    return [*lines[:at], f"{marks} {mark}{brace}{anchor}", *lines[at + 1 :]]


def delete_lines(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    at = _spot(draw, lines)
    return [*lines[:at], *lines[at + draw(st.integers(1, 4)) :]]


def double_line(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    at = _spot(draw, lines)
    return [*lines[: at + 1], *lines[at : at + 1], *lines[at + 1 :]]


def move_block(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    head = lines[: measure_front_matter(lines)]
    opening, *rest = split_blocks([Line(line) for line in lines[len(head) :]])
    if len(rest) > 1:
        rest.insert(
            draw(st.integers(0, len(rest) - 1)), rest.pop(draw(st.integers(0, len(rest) - 1)))
        )
    return _joined(head, [opening, *rest])


def delete_block(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    head = lines[: measure_front_matter(lines)]
    opening, *rest = split_blocks([Line(line) for line in lines[len(head) :]])
    if rest:
        del rest[draw(st.integers(0, len(rest) - 1))]
    return _joined(head, [opening, *rest])


def remove_headings(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    return [line for line in lines if not line.startswith("#")]


def remove_anchors(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    return [line.partition(" {")[0] if line.startswith("#") else line for line in lines]


def change_front_matter(draw: st.DrawFn, lines: list[str], mark: str) -> list[str]:
    if not measure_front_matter(lines):
        return lines
    new = draw(st.sampled_from([f"note: {mark}", f"# {mark}", "draft: true"]))
    return [lines[0], new, *lines[1:]]


def _joined(head: list[str], blocks: Sequence[object]) -> list[str]:
    body = [line.text for block in blocks for line in (*block.gap, *block.lines)]  # type: ignore[attr-defined]
    return [*head, *body]


EDITS = (
    insert_line,
    insert_line,
    change_line,
    change_line,
    reword_heading,
    delete_lines,
    double_line,
    move_block,
    delete_block,
    remove_headings,
    remove_anchors,
    change_front_matter,
)
