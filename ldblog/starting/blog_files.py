"""All files of a new blog: those of ldblog's own repository, adapted, and a few of a blog alone."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from ldblog import __version__
from ldblog.composing.posts import dump_yaml
from ldblog.packed import find_packed
from ldblog.starting.adapt import adapt_hooks, adapt_mkdocs, adapt_page, cut_own, say_cadence
from ldblog.starting.record import RECORD_FILE, Record, render_record
from ldblog.text.inline import escape_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ldblog.starting.answers import Answers

# What the pages of the demo say of Lanternworks, and what they say of another company.
INDEX_WORDS = {
    "Every second Friday the engineers of Lanternworks": "{Often} the engineers of {organisation}"
}
ABOUT_WORDS = {
    "A **Learning Day** is one day": "A **Learning Day** of {organisation} is one day",
    "and it comes back regularly, so": "and it comes back {often}, so",
}
_PAGES = {
    "content/site/index.md": INDEX_WORDS,
    "content/site/about.md": ABOUT_WORDS,
    "content/site/tags.md": {},
}
_PLAIN = (".gitattributes", ".gitignore")
_FOLDER = ".github"


def render_blog(answers: Answers, pins: Mapping[str, str]) -> dict[str, str]:
    """Return all files of a new blog, by their paths.

    ``pins`` are the versions that it begins with.
    """
    copied = render_copied(answers)
    record = render_record(Record(__version__, answers, copied))
    return {**copied, **_render_own(answers, pins), RECORD_FILE: record}


def render_copied(answers: Answers) -> dict[str, str]:
    """Return the files that a blog copies from ldblog, by their paths.

    They are those that `ldblog doctor` compares later on: programs read them, not people.
    """
    packed = find_packed()
    texts = {name: _read(packed, name) for name in _list_plain(packed)}
    cut = {name: cut_own(text) for name, text in texts.items()}
    return {
        **{name: text for name, text in cut.items() if text},
        "mkdocs.yml": adapt_mkdocs(_read(packed, "mkdocs.yml"), answers),
        ".pre-commit-config.yaml": adapt_hooks(
            _read(packed, ".pre-commit-hooks.yaml"), __version__
        ),
        "Makefile": _render("Makefile", answers),
    }


def _render_own(answers: Answers, pins: Mapping[str, str]) -> dict[str, str]:
    """Return the files that are the blog's own from the first day on, by their paths."""
    packed = find_packed()
    render = partial(_render, answers=answers)
    pages = {
        name: adapt_page(_read(packed, name), answers, words) for name, words in _PAGES.items()
    }
    log = f"content/logs/{answers.first_day.isoformat()}/{answers.handle}.md"
    return {
        **pages,
        log: render("example-log.md"),
        "content/people.yml": render("people.yml"),
        "pyproject.toml": render("pyproject.toml"),
        "constraints.txt": "".join(f"{name}=={version}\n" for name, version in pins.items()),
        "theme/README.md": render("theme.md"),
        "README.md": render("README.md"),
        ".github/CODEOWNERS": render("CODEOWNERS"),
    }


def quote_toml(text: str) -> str:
    """Return text as a string of TOML, whatever is in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list_plain(packed: Path) -> list[str]:
    found = sorted((packed / _FOLDER).rglob("*"))
    return [*_PLAIN, *(path.relative_to(packed).as_posix() for path in found if path.is_file())]


def _read(packed: Path, name: str) -> str:
    return (packed / name).read_bytes().decode("utf-8")


def _render(name: str, answers: Answers) -> str:
    environment = Environment(  # noqa: S701 - none of it is HTML
        loader=PackageLoader("ldblog.starting"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    filters: dict[str, Callable[[str], str]] = {"toml": quote_toml, "markdown": escape_text}
    environment.filters.update(filters)
    return environment.get_template(f"{name}.j2").render(
        it=answers,
        often=f"E{say_cadence(answers)[1:]}",
        person=_person(answers),
        version=__version__,
    )


def _person(answers: Answers) -> str:
    """Return the lines of ``people.yml`` about who started the blog."""
    team = {"team": answers.teams[0]} if answers.teams else {}
    return dump_yaml({answers.handle: {"name": answers.name, **team}})
