"""The whole way from a session's logs to its posts, pure: publish, select, compose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.asset_paths import asset_paths
from ldblog.composing.authors import ANONYMOUS_NAME, Author, appear
from ldblog.composing.compose import compose_article, compose_post, make_keys
from ldblog.composing.echoes import find_echoes
from ldblog.composing.entries import Entry, make_entry
from ldblog.composing.entry_body import Also, Anchors
from ldblog.composing.pieces import Piece
from ldblog.composing.topics import make_vocabulary
from ldblog.privacy.anonymity import protect_session
from ldblog.privacy.publish import publish
from ldblog.reading.said import has_words, is_only_planned
from ldblog.selecting.scoring import score_units
from ldblog.selecting.select import select_units, share_words
from ldblog.text.inline import escape_text
from ldblog.text.links import Rewriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from ldblog.composing.echoes import Echo
    from ldblog.composing.posts import Post
    from ldblog.config import Config
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People, Person
    from ldblog.reading.units import Unit
    from ldblog.sessions import Session

NOT_NAMED = "a colleague"


def condense_session(session: Session, people: People, config: Config) -> list[Post]:
    """Return a session's posts: its own, then its articles. None if there is nothing to publish.

    While there are only plans, the day is still to come.
    """
    session = protect_session(session, people)
    if all(is_only_planned(log) for log in session.logs if is_published(log)):
        return []
    entries = make_entries(session, people, config)
    vocabulary = make_vocabulary(config.topics)
    articles = [compose_article(session.date, entry) for entry in entries if entry.article_slug]
    return [compose_post(session.date, session.host, entries, vocabulary), *articles]


def make_entries(session: Session, people: People, config: Config) -> list[Entry]:
    """Return the entries of a session's post, one a log or group of logs, by their keys.

    The session must be a protected one (``ldblog.privacy.anonymity``).
    """
    pieces = _choose(_make_pieces(session, people), config)
    vocabulary = make_vocabulary(config.topics)
    groups = group_pieces(pieces, people)
    names = make_keys([[piece.author.key for piece in group] for group in groups])
    keyed = dict(zip(names, groups, strict=True))
    keys = {
        people.find(piece.log.handle).handle: key for key, group in keyed.items() for piece in group
    }
    anchors = {*keyed}
    # Who keeps their own log of the day to themselves is not named by another's.
    hidden = {people.find(log.handle).handle for log in session.logs} - {
        people.find(piece.log.handle).handle for piece in pieces if piece.author.handle
    }
    entries = [
        make_entry(
            Anchors(key, anchors), group, _companions(group, people, keys, hidden), vocabulary
        )
        for key, group in tell_once(keyed).items()
    ]
    return sorted(entries, key=lambda entry: entry.key)


def tell_once(keyed: Mapping[str, Sequence[Piece]]) -> dict[str, list[Piece]]:
    """Return groups in which one alone tells what others wrote nearly alike, with all names.

    They are given and returned by the keys of their entries.
    """
    echoes = find_echoes(
        {
            key: [unit for piece in group for unit in piece.chosen]
            for key, group in keyed.items()
            if group[0].log.meta.form == "log"
        }
    )
    links = {
        key: f"[{escape_text(phrases.join([it.author.name for it in group]))}](#{key})"
        for key, group in keyed.items()
    }
    return {
        key: [_without_echoes(piece, echoes, links) for piece in group]
        for key, group in keyed.items()
    }


def _without_echoes(piece: Piece, echoes: Sequence[Echo], links: Mapping[str, str]) -> Piece:
    mine = {echo.unit: links[echo.told_by] for echo in echoes if echo.unit in piece.chosen}
    also: dict[Unit, Also] = {}
    for echo in echoes:
        if echo.told in piece.chosen:
            before = also.get(echo.told, Also())
            names = [links[echo.entry]] if echo.entry != echo.told_by else []
            also[echo.told] = Also((*before.names, *names), (*before.sources, echo.unit.source))
    kept = tuple(unit for unit in piece.chosen if unit not in mine)
    return replace(piece, chosen=kept, also=also, same_as=tuple(dict.fromkeys(mine.values())))


def _make_pieces(session: Session, people: People) -> list[Piece]:
    pieces: list[Piece] = []
    keys: set[str] = set()
    for log in session.logs:
        published = publish(log)
        if not is_published(log):
            continue
        anonymous = log.meta.share == "anonymous"
        person = people.find(log.handle)
        hidden = sum(piece.author.name == ANONYMOUS_NAME for piece in pieces)
        author = appear(person, anonymous=anonymous, number=hidden + 1)
        author = _with_own_key(author, keys)
        footnotes = {
            block.name: block
            for section in published.sections
            for block in section.blocks
            if block.kind == "footnote_definition"
        }
        files = asset_paths(session, log, author)
        pieces.append(Piece(log, author, published, Rewriter(author.key, files, footnotes)))
    return pieces


def is_published(log: Log) -> bool:
    """Tell whether a log has an entry: it is not held back as a whole, and has words."""
    return not log.is_held_back and log.meta.share != "internal" and has_words(log)


def _with_own_key(author: Author, keys: set[str]) -> Author:
    key, number = author.key, 2
    while key in keys:
        key, number = f"{author.key}-{number}", number + 1
    keys.add(key)
    return author._replace(key=key)


def _choose(pieces: Sequence[Piece], config: Config) -> list[Piece]:
    scored = [
        [one for one in score_units(it.published.units) if it.rewriter.shows(one.unit.block)]
        for it in pieces
    ]
    wanted = [sum(one.unit.words for one in log if one.is_worth_reading) for log in scored]
    budgets = share_words(wanted, config.words_per_log, config.words_per_post)
    return [
        replace(
            piece,
            chosen=tuple(select_units(log, budget)),
            scores={one.unit: one.score for one in log},
        )
        for piece, log, budget in zip(pieces, scored, budgets, strict=True)
    ]


def group_pieces(pieces: Sequence[Piece], people: People) -> list[list[Piece]]:
    """Return pieces in groups: the logs whose authors name each other share an entry.

    Only who is named can be grouped by name, and an article stays its author's own.
    """
    groups: list[list[Piece]] = []
    for piece in pieces:
        match = next((group for group in groups if _belongs(piece, group, people)), None)
        if match is None:
            groups.append([piece])
        else:
            match.append(piece)
    return groups


def _belongs(piece: Piece, group: Iterable[Piece], people: People) -> bool:
    return any(_names(piece, other, people) and _names(other, piece, people) for other in group)


def _names(piece: Piece, other: Piece, people: People) -> bool:
    handles = {people.find(handle).handle for handle in piece.log.meta.companions}
    both = bool(piece.author.handle and other.author.handle)
    is_log = piece.log.meta.form == "log"
    return both and is_log and people.find(other.log.handle).handle in handles


def _companions(
    group: Sequence[Piece], people: People, keys: Mapping[str, str], hidden: Set[str]
) -> list[str]:
    """Return Markdown for those whom a group's logs name and who are not in it."""
    authors = {people.find(piece.log.handle).handle for piece in group}
    found = [people.find(handle) for piece in group for handle in piece.log.meta.companions]
    others = {person.handle: person for person in found if person.handle not in authors}
    return [
        NOT_NAMED if person.handle in hidden else _companion(person, keys)
        for person in others.values()
    ]


def _companion(person: Person, keys: Mapping[str, str]) -> str:
    # Who is not in people.yml has not said how they wish to appear: fail closed. And who has no
    # entry may have withdrawn it, which nothing tells from never having written a log.
    key = keys.get(person.handle)
    if key is None or not (person.is_named and person.is_known):
        return NOT_NAMED
    return f"[{escape_text(person.name)}](#{key})"
