"""Try it: everything that others can open and run, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing.authors import slugify
from ldblog.generated import TRY_PAGE
from ldblog.pages.lines import (
    DOT,
    link,
    link_artefact,
    link_names,
    link_topic,
    render_page,
)
from ldblog.text.inline import escape_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.published import PublishedArtefact

    Thing = tuple[PublishedArtefact, Told]

# What can be run comes first, what can only be read last.
KINDS = ("code", "notebook", "app", "demo", "tool", "slides", "video", "article", "paper", "link")


def find_things(catalogue: Catalogue) -> list[Thing]:
    """Return what others can open, the newest first, each once: with who told of it first."""
    found: dict[str, Thing] = {}
    for told in reversed(catalogue.told):
        for artefact in told.artefacts:
            found.setdefault(artefact.url, (artefact, told))
    return list(reversed(found.values()))


def render_try_page(catalogue: Catalogue) -> str:
    """Return the page of all things to try; a script of the theme filters it by its two lists."""
    things = find_things(catalogue)
    kinds = _group(things)
    body = list(_filters(things, kinds, catalogue)) if things else []
    for kind, ones in kinds.items():
        body += [f"## {escape_text(catalogue.words.kind(kind))} {{ #{_anchor(kind)} }}", ""]
        body += [_render(artefact, told, catalogue) for artefact, told in ones]
        body.append("")
    words = catalogue.words
    titles = words.say("try.title"), words.say("try.description")
    return render_page(words, titles, "ld-try-page", body, hide=["toc"])


def _group(things: Sequence[Thing]) -> Mapping[str, list[Thing]]:
    kinds: dict[str, list[Thing]] = {}
    for thing in things:
        kinds.setdefault(thing[0].kind.lower() or "link", []).append(thing)
    order = {kind: number for number, kind in enumerate(KINDS)}
    ranked = sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind))
    return {kind: kinds[kind] for kind in ranked}


def _filters(
    things: Sequence[Thing], kinds: Mapping[str, Sequence[Thing]], catalogue: Catalogue
) -> Iterator[str]:
    """Yield lists of kinds and topics: links to what they name, for readers without scripts."""
    words = catalogue.words
    topics = dict.fromkeys(told.topic for _artefact, told in things if told.topic)
    yield from [words.say("try.intro", count=words.count(len(things), "thing")), ""]
    yield from [words.say("try.kinds"), ""]
    yield from (f"- [{escape_text(words.kind(kind))}](#{_anchor(kind)})" for kind in kinds)
    yield from ["", words.say("try.topics"), ""]
    yield from (f"- {link_topic(topic, catalogue, TRY_PAGE)}" for topic in sorted(topics))
    yield ""


def _render(artefact: PublishedArtefact, told: Told, catalogue: Catalogue) -> str:
    day = link(catalogue.words.date(told.day), told.path, TRY_PAGE)
    topic = link_topic(told.topic, catalogue, TRY_PAGE) if told.topic else ""
    said = filter(None, [link_names(told, TRY_PAGE), day, topic])
    return f"- {link_artefact(artefact)}{{ .ld-told }} {DOT.join(said)}"


def _anchor(kind: str) -> str:
    return slugify(kind) or "other"
