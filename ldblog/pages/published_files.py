"""The published posts, read from their files.

The text of a file becomes a row of plain values, and with who is who a post. Rows are kept by the
text, since reading YAML takes ten times as long as all the rest. What a row says of the body is
where each part of it stands.
"""

from __future__ import annotations

import datetime
import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pymdownx.slugs import slugify

from ldblog.composing.posts import read_front_matter
from ldblog.errors import LdblogError
from ldblog.files import list_names, read_text
from ldblog.pages.kept import name_of
from ldblog.pages.post_parts import find_entry_texts, find_title
from ldblog.pages.published import (
    POSTS_FOLDER,
    PublishedArtefact,
    PublishedEntry,
    PublishedPost,
)
from ldblog.pages.published_people import PublishedPerson, read_published_people
from ldblog.pages.values import read_mappings, read_moment, read_word, read_words
from ldblog.processes import find_in_forks
from ldblog.text.pages import FRONT_MATTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.config import Project
    from ldblog.pages.kept import Kept

    Row = Mapping[str, Any]
    People = Mapping[str, PublishedPerson]

_SESSION = re.compile(r"\d{4}-\d{2}-\d{2}")
_REMOTE = re.compile(r"https?://", re.IGNORECASE)
# As Material does where the front matter has no slug.
_slugify = slugify(case="lower")


def read_published(project: Project, kept: Kept | None = None) -> tuple[PublishedPost, ...]:
    """Return the published posts, the newest first; drafts, and what has no date, are left out.

    An entry that an editor took out of the body of its post is none, whatever the front matter has.
    ``kept`` has what was read before, if anything was.
    Raises LdblogError when a file cannot be read, and for a post in a folder below that of posts.
    """
    _refuse_folders(project)
    people = read_published_people(project)
    zone = ZoneInfo(project.config.time_zone)
    texts = dict(_read_texts(project))
    rows = _recall_rows(texts, zone, kept)
    found = (make_post(text, rows[name], people, zone) for name, text in texts.items())
    posts = (post for post in found if post is not None)
    return tuple(sorted(posts, key=lambda post: (post.created, post.path), reverse=True))


def _read_texts(project: Project) -> Iterator[tuple[str, str]]:
    for name in list_names(project.posts):
        if name.endswith(".md"):
            text = read_text(project.posts / name) or ""
            # As MkDocs does.
            yield name, text.replace("\r\n", "\n").replace("\r", "\n")


def _recall_rows(texts: Mapping[str, str], zone: ZoneInfo, kept: Kept | None) -> dict[str, Row]:
    """Return the row of each text by its name; many new ones are made in copies of this process."""
    keys = {name: name_of("post", name, text, zone.key) for name, text in texts.items()}
    known = {name: kept.get(key) for name, key in keys.items()} if kept is not None else {}

    def read(share: Sequence[str]) -> dict[str, Row]:
        return {name: read_row(name, texts[name], zone) for name in share}

    new = [name for name in texts if known.get(name) is None]
    found = find_in_forks(read, new)
    found |= read([name for name in new if name not in found])
    if kept is not None:
        for name, row in found.items():
            kept.put(keys[name], row)
    return {**known, **found}


def _refuse_folders(project: Project) -> None:
    """Stop at a post that the blog would show, and nothing else here would find."""
    for folder, _folders, names in os.walk(project.posts):
        if folder == os.fspath(project.posts):
            continue
        for name in sorted(names):
            if name.endswith(".md"):
                message = f"posts stand in one folder: move it to {project.relative(project.posts)}"
                raise LdblogError(f"{project.relative(Path(folder, name))}: {message}")


def parse_post(name: str, text: str, people: People, zone: ZoneInfo) -> PublishedPost | None:
    """Return a post from the name and the text of its file; None for what is not published.

    The lines of the text end as on Unix.
    """
    return make_post(text, read_row(name, text, zone), people, zone)


def read_row(name: str, text: str, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a post's file says, as plain values; nothing for what is not published."""
    values = read_front_matter(text)
    date = values.get("date")
    dates = date if isinstance(date, dict) else {"created": date}
    created = read_moment(dates.get("created"), zone)
    if created is None or values.get("draft"):
        return {}
    found = FRONT_MATTER.match(text)
    start = found.end() if found else len(text)
    stem = name.removesuffix(".md")
    title = read_word(values, "title") or find_title(text[start:]) or stem
    updated = read_moment(dates.get("updated"), zone)
    known = {
        "path": f"{POSTS_FOLDER}/{name}",
        "address": read_word(values, "slug") or _slugify(title, "-"),
        "title": title,
        "session": stem if _SESSION.fullmatch(stem) else read_word(values, "session"),
        **{key: read_word(values, key) for key in ("description", "image")},
    }
    return {
        "known": known,
        "created": _plain(created),
        "updated": _plain(updated) if updated else None,
        "start": start,
        **{key: read_words(values, key) for key in ("authors", "categories", "tags")},
        "entries": list(_read_entries(values, text[start:])),
    }


def _plain(moment: datetime.datetime) -> tuple[str, int]:
    """Return a moment as its zone's clocks show it, and whether they do so the second time."""
    return moment.replace(tzinfo=None).isoformat(), moment.fold


def _read_entries(values: Mapping[str, Any], body: str) -> Iterator[Row]:
    listed = {read_word(one, "anchor"): one for one in read_mappings(values, "entries")}
    texts = find_entry_texts(body, listed.keys() - {""})
    for anchor, one in listed.items():
        if anchor not in texts:
            continue
        start = body.index(texts[anchor])
        words = ("name", "topic", "subject", "kind", "outcome", "article")
        yield {
            "known": {"anchor": anchor, **{key: read_word(one, key) for key in words}},
            **{key: read_words(one, key) for key in ("people", "tags")},
            "artefacts": list(_read_artefacts(one)),
            "place": (start, start + len(texts[anchor])),
        }


def _read_artefacts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the artefacts of an entry; their addresses were escaped for Markdown."""
    for one in read_mappings(entry, "artefacts"):
        title, url, kind = (read_word(one, key) for key in ("title", "url", "kind"))
        if title and _REMOTE.match(unescape(url)):
            yield title, unescape(url), kind


def make_post(text: str, row: Row, people: People, zone: ZoneInfo) -> PublishedPost | None:
    """Return a post from the text of its file and its row; None for what is not published."""
    if not row:
        return None
    return PublishedPost(
        **row["known"],
        created=_moment(row["created"], zone),
        updated=_moment(row["updated"], zone) if row["updated"] else None,
        authors=_find_people(row["authors"], people),
        topics=tuple(row["categories"]),
        tags=tuple(row["tags"]),
        entries=tuple(_make_entry(entry, people) for entry in row["entries"]),
        packed=text[row["start"] :].encode(),
    )


def _make_entry(row: Row, people: People) -> PublishedEntry:
    return PublishedEntry(
        **row["known"],
        people=_find_people(row["people"], people),
        tags=tuple(row["tags"]),
        artefacts=tuple(PublishedArtefact(*one) for one in row["artefacts"]),
        place=tuple(row["place"]),
    )


def _moment(plain: tuple[str, int], zone: ZoneInfo) -> datetime.datetime:
    said, fold = plain
    return datetime.datetime.fromisoformat(said).replace(tzinfo=zone, fold=fold)


def _find_people(handles: list[str], people: People) -> tuple[PublishedPerson, ...]:
    return tuple(people[handle] for handle in handles if handle in people)
