"""The parts of the documentation that come from the code: ``python -m ldblog.reference``.

They stand between two comments. What people wrote around them stays, and so does what a table says
about a key: names, values and defaults are the code's, explanations are the page's.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

from ldblog.errors import LdblogError
from ldblog.reference_tables import (
    PARTS,
    find_commands,
    list_options,
    show_arguments,
    write_options,
)
from ldblog.rules.table import render_page

_BLOCK = re.compile(
    r"<!-- from the code: (?P<name>[^>]+) -->\n(?P<body>.*?)<!-- /from the code -->\n", re.DOTALL
)
# Commands are in small letters, their arguments are not.
_SECTION = re.compile(r"^(?P<marks>##+) ldblog (?P<name>[a-z][a-z-]*(?: [a-z][a-z-]*)*).*\n", re.M)
# As people write them for a command that is new.
_OPTIONS_BY_HAND = re.compile(r"^\| option \|.*\n(?:\|.*\n)+", re.MULTILINE)
_COMMANDS_PAGE = "commands.md"
_RULES_PAGE = "rules.md"
PAGES = "pages"
CONFIG_FILE = "mkdocs-docs.yml"


def fill_page(text: str, pages: str = "") -> str:
    """Return a page with each part that comes from the code as the code is now.

    ``pages`` is the list of all pages, which one of them has.

    Raises LdblogError for a part that nothing here knows.
    """

    def fill(found: re.Match[str]) -> str:
        name, body = found["name"], found["body"]
        write = PARTS.get(name)
        if name in find_commands():
            body = write_options(find_commands()[name])
        elif name == PAGES and pages:
            body = pages
        elif write:
            body = write(body)
        else:
            raise LdblogError(f"“from the code: {name}” is no part (known: {', '.join(PARTS)})")
        return _block(name, body)

    return _BLOCK.sub(fill, text)


def fill_commands(text: str) -> str:
    """Return the page of commands with a section for each, its usage, and its options."""
    written = {found["name"] for found in _SECTION.finditer(text)}
    for name in sorted(find_commands().keys() - written):
        paragraphs = (find_commands()[name].help or "").split("\n\n")
        said = "\n\n".join(map(_unwrap, paragraphs))
        text = f"{text.rstrip()}\n\n##{'#' * name.count(' ')} ldblog {name}\n\n{said}\n"
    head, *sections = re.split(r"^(?=##+ )", text, flags=re.MULTILINE)
    return fill_page(head + "".join(map(_fill_section, sections))).rstrip() + "\n"


def _fill_section(text: str) -> str:
    """Return a command's section with its usage as its heading, and a place for its options."""
    found = _SECTION.match(text)
    command = find_commands().get(found["name"]) if found else None
    if found is None or command is None:
        return text
    name = found["name"]
    body = text[found.end() :].rstrip() + "\n"
    if not _BLOCK.search(body) and list_options(command):
        block = _block(name, "")
        by_hand = _OPTIONS_BY_HAND.search(body)
        if by_hand:
            body = body[: by_hand.start()] + block + body[by_hand.end() :]
        else:
            body += f"\n{block}"
    return f"{found['marks']} ldblog {name}{show_arguments(command)}\n{body}\n"


def _block(name: str, body: str) -> str:
    return f"<!-- from the code: {name} -->\n{body}<!-- /from the code -->\n"


def _unwrap(paragraph: str) -> str:
    return " ".join(paragraph.split())


def list_pages(root: Path) -> str:
    """Return the parts of the documentation, each with its pages, as its menu has them.

    Raises OSError for a page that is not there.
    """
    menu = yaml.safe_load((root / CONFIG_FILE).read_bytes())["nav"]
    parts = [part for part in menu if isinstance(part, dict)]
    lines = []
    for name, pages in (next(iter(part.items())) for part in parts):
        links = (f"[{_title_of(root / 'docs' / page)}]({page})" for page in pages)
        lines.append(f"- **{name}**: {', '.join(links)}\n")
    return "".join(lines)


def _title_of(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("# ")[2].partition("\n")[0]


def fill(path: Path, root: Path) -> str:
    """Return the text that a page of the documentation has to have.

    Raises LdblogError for a part of it that nothing here knows, and OSError.
    """
    if path.name == _RULES_PAGE:
        return render_page()
    text = path.read_text(encoding="utf-8")
    if path.name == _COMMANDS_PAGE:
        return fill_commands(text)
    return (
        fill_page(text, list_pages(root)) if f"from the code: {PAGES} " in text else fill_page(text)
    )


def write_reference(root: Path) -> list[Path]:
    """Bring the pages below a project's root up to date; return those that changed."""
    pages = (root / "README.md", *sorted((root / "docs").glob("*.md")))
    texts = {path: fill(path, root) for path in pages}
    changed = [path for path in pages if path.read_text(encoding="utf-8") != texts[path]]
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    return changed


if __name__ == "__main__":
    for changed_page in write_reference(Path.cwd()):
        sys.stdout.write(f"{changed_page}\n")
