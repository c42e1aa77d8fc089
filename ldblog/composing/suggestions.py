"""Tags that seem worth a topic of their own, or to be a synonym of one, for the editor's eye."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.composing.topics import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from ldblog.composing.topics import Topics, Vocabulary
    from ldblog.reading.logs import Log

ENOUGH = 2


@dataclass(frozen=True)
class Suggestion:
    """A tag without a topic: how many people and sessions use it, and the topic it may be in."""

    tag: str
    people: int
    sessions: int
    topic: str


def find_new_tags(logs: Iterable[Log], vocabulary: Vocabulary) -> dict[str, list[Log]]:
    """Return the tags that belong to no topic, each with the published logs that have it."""
    tags: dict[str, list[Log]] = {}
    for log in logs:
        if not log.is_held_back and log.meta.share != "internal":
            for tag in dict.fromkeys(map(normalise_tag, log.meta.tags)):
                tags.setdefault(tag, []).append(log)
    new = (tag for tag in sorted(tags) if tag.isprintable() and not vocabulary.covers(tag))
    return {tag: tags[tag] for tag in new if tag}


def suggest_topics(
    tags: Mapping[str, Iterable[Log]], published: Mapping[str, Set[str]], vocabulary: Vocabulary
) -> list[Suggestion]:
    """Return the new tags that two people or two sessions have, those of most people first.

    ``published`` has the tags of the posts by session.
    """
    found = []
    for tag, logs in tags.items():
        sessions = {session for session, others in published.items() if tag in others}
        people = len({log.handle for log in logs})
        number = len(sessions | {log.session for log in logs})
        if max(people, number) >= ENOUGH:
            found.append(Suggestion(tag, people, number, vocabulary.nearest(tag)))
    return sorted(found, key=lambda it: (-it.people, -it.sessions, it.tag))


def render_suggestions(found: Sequence[Suggestion], extra: Topics) -> list[str]:
    """Return lines that say so, with those to paste into the configuration; none for nothing.

    ``extra`` are the topics that stand there already: a line for one of them replaces it.
    """
    own = dict(extra)
    names = [one.topic or one.tag.replace("-", " ").capitalize() for one in found]
    for one, name in zip(found, names, strict=True):
        # A topic's own name is a synonym anyway.
        words = () if normalise_tag(name) == one.tag else (one.tag,)
        own[name] = (*own.get(name, ()), *words)
    said = [
        f"  {one.tag} ({_count(one.people, 'person', 'people')}, "
        f"{_count(one.sessions, 'session', 'sessions')}"
        f"{f', like {one.topic}' if one.topic else ''})"
        for one in found
    ]
    # Strings and lists are written in TOML as in JSON.
    lines = [
        f"    {json.dumps(name, ensure_ascii=False)} = {json.dumps(own[name], ensure_ascii=False)}"
        for name in dict.fromkeys(names)
    ]
    if not found:
        return []
    where = "  For pyproject.toml, under [tool.ldblog.topics]:"
    return ["Tags without a topic:", *said, where, *lines]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
