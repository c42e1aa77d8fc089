"""Logs to entries: what a post says for one log, or for several of people who worked together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.entry_body import (
    Portion,
    render_article,
    render_document,
    render_portions,
)
from ldblog.composing.outcomes import find_outcome
from ldblog.composing.posts import Line
from ldblog.composing.subjects import article_title, find_subject, is_telling, name_tag
from ldblog.composing.topics import normalise_tag
from ldblog.reading.said import is_only_planned
from ldblog.text.cut import cut_short
from ldblog.text.inline import escape_text, escape_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldblog.composing.authors import Author
    from ldblog.composing.entry_body import Also, Anchors
    from ldblog.composing.pieces import Piece
    from ldblog.composing.topics import Vocabulary
    from ldblog.reading.formats import LogMeta
    from ldblog.reading.units import Unit
    from ldblog.reading.values import Artefact
    from ldblog.text.links import Rewriter
    from ldblog.text.markdown import Node

MAX_OPENING_WORDS = 60


@dataclass(frozen=True)
class Entry:
    """What a post says for one log, or for several whose authors name each other."""

    key: str
    authors: tuple[Author, ...]
    topic: str
    subject: str
    kind: str
    outcome: str
    tags: tuple[str, ...]
    artefacts: tuple[Artefact, ...]
    units: tuple[Unit, ...]
    lines: tuple[Line, ...]
    rewriters: Mapping[str, Rewriter]
    article_slug: str = ""
    article_title: str = ""
    article_description: str = ""
    article: tuple[tuple[Line, ...], tuple[Line, ...]] = ((), ())
    heading: str = ""
    said: tuple[Unit, ...] = ()
    also: Mapping[Unit, Also] = field(default_factory=dict)
    has_math: bool = False
    scores: Mapping[Unit, float] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)

    def rewrite(self, unit: Unit, block: Node) -> Node:
        """Return a block of one of the entry's units so that its links work in the post."""
        return self.rewriters[unit.path].rewrite(block)


def make_entry(
    anchors: Anchors, pieces: Sequence[Piece], companions: Sequence[str], vocabulary: Vocabulary
) -> Entry:
    """Return the entry of some logs; ``companions`` are Markdown for who else took part."""
    metas = [piece.log.meta for piece in pieces]
    given = dict.fromkeys(normalise_tag(tag) for meta in metas for tag in meta.tags)
    tags = tuple(filter(None, given))
    text = " ".join(unit.text for piece in pieces for unit in piece.published.units)
    subject = find_subject(pieces[0])
    artefacts = tuple(dict.fromkeys(artefact for meta in metas for artefact in meta.artefacts))
    article = pieces[0] if metas[0].form == "post" else None
    slug = f"{pieces[0].log.session}-{anchors.key}" if article else ""
    own_title = article_title(pieces[0]) if article else ""
    title = own_title or (phrases.untitled(pieces[0].author.name) if article else "")
    lines = _render(anchors, pieces, companions, artefacts, (slug, title))
    shown = [unit for piece in pieces for unit in _shown(piece)]
    return Entry(
        key=anchors.key,
        authors=tuple(piece.author for piece in pieces),
        topic=_find_topic(metas, tags, subject, text, vocabulary),
        subject=subject or name_tag(tags, vocabulary, text),
        kind=next((meta.kind for meta in metas if meta.kind), ""),
        outcome=next(filter(None, map(_outcome, pieces)), ""),
        tags=tags,
        artefacts=artefacts,
        units=tuple(unit for piece in pieces for unit in piece.chosen),
        lines=tuple(lines),
        rewriters={piece.log.path: piece.rewriter for piece in pieces},
        article_slug=slug,
        article_title=title,
        article_description=metas[0].description,
        article=_render_article(article, title) if article else ((), ()),
        heading=own_title or subject,
        also={unit: others for piece in pieces for unit, others in piece.also.items()},
        said=tuple(unit for piece in pieces for unit in piece.published.units),
        has_math=any("math" in unit.kinds for unit in shown),
        scores={unit: score for piece in pieces for unit, score in piece.scores.items()},
        assets={
            dest: source for piece in pieces for source, dest in piece.rewriter.used_files.items()
        },
    )


def _find_topic(
    metas: Sequence[LogMeta], tags: Sequence[str], subject: str, text: str, vocabulary: Vocabulary
) -> str:
    named = filter(None, (vocabulary.resolve(meta.topic) for meta in metas))
    hints = ("product management",) if any(meta.kind == "management" for meta in metas) else ()
    return next(named, "") or vocabulary.find((*tags, *hints), subject, text)


def _render_article(piece: Piece, title: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    first, rest = render_article(piece.published.document, piece.rewriter, piece.log.path, title)
    return tuple(first), tuple(rest)


def _shown(piece: Piece) -> Sequence[Unit]:
    return piece.published.units if piece.log.meta.form == "post" else piece.chosen


def _render(
    anchors: Anchors,
    pieces: Sequence[Piece],
    companions: Sequence[str],
    artefacts: Sequence[Artefact],
    article: tuple[str, str],
) -> list[Line]:
    names = phrases.join([piece.author.name for piece in pieces])
    lines = [Line(f"### {escape_text(names)} {{ #{anchors.key} }}")]
    byline = _byline(pieces, companions)
    if byline:
        lines += [Line(""), Line(byline), Line("{ .byline }")]
    portions = [Portion(piece.chosen, piece.rewriter, piece.also) for piece in pieces]
    body = _opening(pieces[0]) or render_portions(portions, anchors, is_telling)
    lines += [Line(""), *body] if body else []
    for note in dict.fromkeys(filter(None, map(_note, pieces))):
        lines += [Line(""), Line(note)]
    if article[0]:
        link = f"[{phrases.FULL_ARTICLE}: {escape_text(article[1])}]({article[0]}.md)"
        lines += [Line(""), Line(link)]
    if artefacts:
        lines += [Line(""), Line(_render_artefacts(artefacts)), Line("{ .artefacts }")]
    return lines


def _opening(piece: Piece) -> list[Line]:
    """Return how an article begins, which sums it up better than sentences from its midst."""
    if piece.log.meta.form != "post":
        return []
    blocks = [block for block in piece.published.document.children if block.kind != "heading"]
    if not blocks or blocks[0].kind != "paragraph":
        return []
    opening = replace(piece.published.document, children=[cut_short(blocks[0], MAX_OPENING_WORDS)])
    return render_document(opening, piece.rewriter, piece.log.path)


def _byline(pieces: Sequence[Piece], companions: Sequence[str]) -> str:
    teams = dict.fromkeys(team for piece in pieces for team in piece.author.teams)
    kinds = dict.fromkeys(phrases.KINDS.get(piece.log.meta.kind, "") for piece in pieces)
    parts = [*(escape_text(team) for team in teams), *filter(None, kinds)]
    if companions:
        parts.append(f"with {phrases.join(companions)}")
    for outcome in dict.fromkeys(map(_outcome, pieces)):
        if outcome in phrases.OUTCOMES:
            parts.append(f"*{phrases.OUTCOMES[outcome]}*{{ .outcome .outcome-{outcome} }}")
    return " · ".join(parts)


def _outcome(piece: Piece) -> str:
    return find_outcome(piece.log, piece.published.units)


def _note(piece: Piece) -> str:
    """Return the fixed words that stand for a log of which nothing was chosen."""
    if piece.chosen:
        return ""
    if piece.log.meta.outcome == "escalated":
        return phrases.INCIDENT
    if piece.same_as:
        return f"{phrases.SAME} {phrases.join(piece.same_as)}."
    return phrases.PLANNED if is_only_planned(piece.log) else phrases.TOOK_PART


def _render_artefacts(artefacts: Sequence[Artefact]) -> str:
    links = [
        f"[{escape_text(artefact.title)}]({escape_url(artefact.url)})"
        + (f" ({escape_text(artefact.kind)})" if artefact.kind else "")
        for artefact in artefacts
    ]
    return f"**{phrases.TO_OPEN}:** {' · '.join(links)}"
