"""Entries and a session to posts: title, lead, highlights, topics, front matter."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ldblog.composing import phrases
from ldblog.composing.entry_body import render_document
from ldblog.composing.highlights import MAX_HIGHLIGHTS, find_highlights, render_highlights
from ldblog.composing.keywords import find_key_phrases
from ldblog.composing.posts import Line, Post
from ldblog.composing.topics import OTHER
from ldblog.privacy.publish import publish
from ldblog.reading.parts import Part
from ldblog.text.inline import escape_text, escape_url, strip_unseen
from ldblog.text.links import Rewriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.composing.entries import Entry
    from ldblog.composing.topics import Vocabulary
    from ldblog.reading.logs import SessionFile
    from ldblog.reading.units import Unit

MORE = "<!-- more -->"
MAX_SUBJECTS = 5


def compose_post(
    date: datetime.date, host: SessionFile, entries: Sequence[Entry], vocabulary: Vocabulary
) -> Post:
    """Return a session's post."""
    topics = order_topics(entries, vocabulary, host.meta.topics)
    highlights = find_highlights(entries)
    subject_of = find_subjects(entries, highlights)
    subjects = list(subject_of.values())
    opening = render_opening(host)
    authors = [author for entry in entries for author in entry.authors]
    summary = phrases.summary(
        authors,
        topics,
        sum(len(entry.artefacts) for entry in entries),
        escape_text(phrases.join(subjects[:MAX_SUBJECTS])),
        sum(tells_failure(entry) for entry in entries),
    )
    body = [*opening, *([Line("")] if opening else []), Line(summary), Line(""), Line(MORE)]
    body += render_highlights(highlights)
    for topic in topics:
        body += [Line(""), Line(f"## {escape_text(topic)}")]
        for entry in entries:
            if entry.topic == topic:
                body += [Line(""), *entry.lines]
    found = phrases.join(subjects[:MAX_HIGHLIGHTS]) or phrases.about(topics[:MAX_HIGHLIGHTS])
    title = host.meta.title or phrases.title(date, found)
    named = phrases.description(date, len(authors), subjects or phrases.name_topics(topics))
    description = host.meta.description or named
    front_matter = _front_matter(noon(date), date.isoformat(), title, description, entries, topics)
    # What everything that is derived from published posts may know of an entry.
    told = [_entry_values(entry, subject_of.get(entry.key, "")) for entry in entries]
    return Post(
        f"{date.isoformat()}.md",
        {**front_matter, **({"entries": told} if told else {})},
        body,
        {dest: source for entry in entries for dest, source in entry.assets.items()},
    )


def find_subjects(
    entries: Sequence[Entry], highlights: Sequence[tuple[Entry, Unit]]
) -> dict[str, str]:
    """Return the key phrase of each entry of a session by its key, those of highlights first."""
    first = [entry for entry, _unit in highlights]
    others = [entry for entry in entries if entry not in first]
    return find_key_phrases([*first, *others])


def tells_failure(entry: Entry) -> bool:
    """Tell whether an entry has something that did not work, which is worth reading."""
    return any(unit.part is Part.FAILED for unit in entry.units)


def render_opening(host: SessionFile) -> list[Line]:
    """Return the host's opening words, less what is private in them."""
    if host.opening is None:
        return []
    path, document = host.opening.path, publish(host.opening).document
    return render_document(document, Rewriter("session"), path)


def compose_article(date: datetime.date, entry: Entry) -> Post:
    """Return the post of a full-length log; lists show its first block."""
    byline = phrases.article(date, [author.name for author in entry.authors])
    said = phrases.article(date, [escape_text(author.name) for author in entry.authors])
    first, rest = entry.article
    back = Line(f"*{said} [{phrases.ALL_ENTRIES}]({date.isoformat()}.md)*")
    body = [*first, Line(""), Line(MORE), Line(""), back, *rest]
    front_matter = _front_matter(
        date,
        entry.article_slug,
        entry.article_title,
        entry.article_description or _first_words(entry) or byline,
        [entry],
        [entry.topic],
    )
    front_matter["session"] = date.isoformat()
    return Post(f"{entry.article_slug}.md", front_matter, body, dict(entry.assets))


def _first_words(entry: Entry) -> str:
    """Return the sentences that an article begins with, as many as a description has room for."""
    text = ""
    for unit in entry.said:
        is_first = unit.block.kind == "paragraph" and unit.group == entry.said[0].group
        longer = f"{text} {unit.text}".strip()
        if not is_first or len(longer) > phrases.MAX_DESCRIPTION:
            break
        text = longer
    return text


def noon(date: datetime.date) -> datetime.datetime:
    """Return the middle of a day: so lists show a session's post above its articles."""
    return datetime.datetime.combine(date, datetime.time(12))


def order_topics(
    entries: Sequence[Entry], vocabulary: Vocabulary, named: Sequence[str] = ()
) -> list[str]:
    """Return the topics of some entries: those that the host named first, then by weight.

    A topic weighs what readers get of it: the more entries the heavier, of as many entries the
    one with more words chosen. What belongs to no topic is last, unless the host named it.
    """
    first = list(dict.fromkeys(filter(None, map(vocabulary.resolve, named))))
    counts: dict[str, int] = {}
    words: dict[str, int] = {}
    for entry in entries:
        counts[entry.topic] = counts.get(entry.topic, 0) + 1
        chosen = sum(unit.words for unit in entry.units)
        words[entry.topic] = words.get(entry.topic, 0) + chosen

    def rank(topic: str) -> tuple[int, bool, int, int, int]:
        place = first.index(topic) if topic in first else len(first)
        number = vocabulary.order(topic)
        return place, topic == OTHER, -counts[topic], -words[topic], number

    return sorted(counts, key=rank)


def _front_matter(  # noqa: PLR0913, PLR0917 - a front matter is made of many things
    created: datetime.date,
    slug: str,
    title: str,
    description: str,
    entries: Sequence[Entry],
    topics: Sequence[str],
) -> dict[str, Any]:
    handles = [author.handle for entry in entries for author in entry.authors if author.handle]
    tags = sorted({tag for entry in entries for tag in entry.tags})
    values = {
        "title": plain(title),
        "date": {"created": created},
        "description": plain(description),
        "authors": list(dict.fromkeys(handles)),
        "categories": list(topics),
        "tags": tags,
        "slug": slug,
        "latex": any(entry.has_math for entry in entries),
    }
    return {key: value for key, value in values.items() if value}


def _entry_values(entry: Entry, subject: str) -> dict[str, Any]:
    values = {
        "anchor": entry.key,
        "people": [author.handle for author in entry.authors if author.handle],
        "name": plain(phrases.join([author.name for author in entry.authors])),
        "topic": entry.topic,
        "subject": plain(entry.article_title or subject),
        "kind": entry.kind,
        "outcome": entry.outcome,
        "tags": list(entry.tags),
        "article": entry.article_slug,
        "artefacts": [
            {
                "title": plain(artefact.title),
                "url": escape_url(artefact.url),
                "kind": plain(artefact.kind or "link"),
            }
            for artefact in entry.artefacts
        ],
    }
    return {key: value for key, value in values.items() if value}


def plain(text: str) -> str:
    """Return a text for front matter, which some readers take as HTML: no tag can begin in it."""
    return strip_unseen(text).replace("<", "‹").replace(">", "›")


def make_keys(groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the anchors of entries by the keys of each one's authors; no two are the same."""
    plain = ["-".join(keys) for keys in groups]
    # No author's key has the mark that stands between those of people whose handles look as one.
    return [
        "_".join(keys) if len(keys) > 1 and plain.count(key) > 1 else key
        for keys, key in zip(groups, plain, strict=True)
    ]
