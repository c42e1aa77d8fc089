"""The Markdown of derived pages: links that work from where a page is, and its front matter.

Titles, names and the like are text, and become Markdown here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ldblog.composing import phrases
from ldblog.composing.compose import plain
from ldblog.composing.posts import dump_yaml
from ldblog.pages.marks import GENERATED
from ldblog.text.inline import escape_text, escape_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.published import PublishedArtefact
    from ldblog.pages.published_people import PublishedPerson

MARK = f"# {GENERATED}"
DOT = " · "
NOTHING = "Nothing here yet."


def render_page(title: str, description: str, look: str, body: Sequence[str], **more: Any) -> str:  # noqa: ANN401 - YAML
    """Return the text of a page; ``look`` is the class by which the theme knows its kind."""
    values = {
        "title": plain(title),
        "description": plain(description),
        "look": f"ld-derived {look}",
        **more,
    }
    # What it lists is found where it was told.
    values["search"] = {"exclude": True}
    text = "\n".join(body).rstrip("\n") or NOTHING
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
    return f"[{escape_text(text)}]({escape_url(relate(target, page))})"


def link_topic(topic: str, catalogue: Catalogue, page: str) -> str:
    """Return a link to the page of a topic."""
    return link(topic, f"{catalogue.topic_addresses[topic]}.md", page)


def link_person(person: PublishedPerson, page: str) -> str:
    """Return a link to the page of a person."""
    return link(person.name, f"{person.address}.md", page)


def link_names(told: Told, page: str) -> str:
    """Return who told something, with a link for each who is named."""
    rest, parts = told.name, list[str]()
    for person in sorted(told.people, key=lambda person: told.name.find(person.name)):
        before, found, after = rest.partition(person.name)
        if found:
            parts += [escape_text(before), link_person(person, page)]
            rest = after
    return "".join([*parts, escape_text(rest)])


def link_artefact(artefact: PublishedArtefact) -> str:
    """Return a link to something that others can open."""
    return f"[{escape_text(artefact.title)}]({escape_url(artefact.url)})"


def render_told(told: Told, page: str, *about: str) -> str:
    """Return the item of a list for what somebody told, with what else is said about it."""
    said = [*filter(None, about), phrases.long_date(told.day)]
    if told.outcome in phrases.OUTCOMES:
        said.append(f"*{phrases.OUTCOMES[told.outcome]}*{{ .outcome .outcome-{told.outcome} }}")
    return f"- {link(told.title, told.path, page)}{{ .ld-told }} {DOT.join(said)}"


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


def count(number: int, one: str, many: str = "") -> str:
    """Return ``1 entry`` or ``7 entries``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
