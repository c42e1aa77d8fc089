"""The Markdown of derived pages: links that work from where a page is, and its front matter.

Titles, names and the like are text, and become Markdown here and nowhere else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ldblog.composing.compose import plain
from ldblog.composing.posts import dump_yaml
from ldblog.generated import GENERATED
from ldblog.text.inline import escape_text, escape_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.published import PublishedArtefact
    from ldblog.pages.published_people import PublishedPerson
    from ldblog.pages.words import Words

MARK = f"# {GENERATED}"
# The same names, topics and titles stand on many pages: of a thousand sessions, these.
_MANY = 1 << 15
DOT = " · "


def render_page(
    words: Words,
    titles: tuple[str, str],
    look: str,
    body: Sequence[str],
    **more: Any,  # noqa: ANN401 - YAML
) -> str:
    """Return the text of a page with a title and a description.

    ``look`` is the class by which the theme knows its kind.
    """
    values = {
        "title": plain(titles[0]),
        "description": plain(titles[1]),
        "look": f"ld-derived {look}",
        **more,
    }
    # What it lists is found where it was told.
    values["search"] = {"exclude": True}
    text = "\n".join(body).rstrip("\n") or words.say("nothing")
    return "\n".join(["---", MARK, dump_yaml(values).rstrip(), "---", "", text, ""])


def relate(target: str, page: str) -> str:
    """Return a path below the folder of the site, an anchor too, as a page there links to it."""
    # Both are normal paths, of few folders: posixpath would take most of the time of all pages.
    folder = page.rpartition("/")[0]
    if not folder:
        return target
    inside = target.removeprefix(f"{folder}/")
    return inside if inside != target else "../" * (folder.count("/") + 1) + target


def link(text: str, target: str, page: str) -> str:
    """Return a link from a page to another."""
    return f"[{_escape(text)}]({escape_url(relate(target, page))})"


@lru_cache(_MANY)
def _escape(text: str) -> str:
    return escape_text(text)


def link_topic(topic: str, catalogue: Catalogue, page: str) -> str:
    """Return a link to the page of a topic."""
    return _link_topic(topic, catalogue.topic_addresses[topic], page)


@lru_cache(_MANY)
def _link_topic(topic: str, address: str, page: str) -> str:
    return link(topic, f"{address}.md", page)


@lru_cache(_MANY)
def link_person(person: PublishedPerson, page: str) -> str:
    """Return a link to the page of a person."""
    return link(person.name, f"{person.address}.md", page)


def link_names(told: Told, page: str) -> str:
    """Return who told something, with a link for each who is named."""
    return _link_names(told.name, told.people, page)


@lru_cache(_MANY)
def _link_names(name: str, people: tuple[PublishedPerson, ...], page: str) -> str:
    rest, parts = name, list[str]()
    for person in sorted(people, key=lambda person: name.find(person.name)):
        before, found, after = rest.partition(person.name)
        if found:
            parts += [escape_text(before), link_person(person, page)]
            rest = after
    return "".join([*parts, escape_text(rest)])


def link_artefact(artefact: PublishedArtefact) -> str:
    """Return a link to something that others can open."""
    return f"[{escape_text(artefact.title)}]({escape_url(artefact.url)})"


def render_told(told: Told, words: Words, page: str, *about: str) -> str:
    """Return the item of a list for what somebody told, with what else is said about it."""
    said = [*filter(None, about), words.date(told.day), render_outcome(told, words)]
    return f"- {link(told.title, told.path, page)}{{ .ld-told }} {DOT.join(filter(None, said))}"


def render_outcome(told: Told, words: Words) -> str:
    """Return the badge of an outcome, if it has one."""
    said = words.outcome(told.outcome)
    return f"*{said}*{{ .outcome .outcome-{told.outcome} }}" if said else ""


def render_avatar(person: PublishedPerson, page: str) -> str:
    """Return the picture of a person, which says nothing that the name beside it does not."""
    if not person.avatar:
        return ""
    path = escape_url(relate(person.avatar, page))
    return f'![]({path}){{ .ld-avatar width="28" height="28" loading="lazy" }} '


def by_year(told: Iterable[Told]) -> Mapping[int, list[Told]]:
    """Return what was told by year, in the order given."""
    years: dict[int, list[Told]] = {}
    for one in told:
        years.setdefault(one.day.year, []).append(one)
    return years
