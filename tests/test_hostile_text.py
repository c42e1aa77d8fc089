"""Whatever two colleagues write, their entries stay apart, and nothing in them runs or loads.

Rendered as this blog renders, and with everything that blogs commonly switch on besides.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from hostile import read_vectors
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from readers import _mkdocs_markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ldblog.composing.condense import condense_session
from ldblog.composing.posts import read_front_matter, render_lines
from ldblog.config import Config
from ldblog.reading.logs import parse_log, parse_session_file
from ldblog.reading.people import People, Person
from ldblog.sessions import Session

DAY = "2026-11-20"
CONFIG = Config(words_per_log=10**6, words_per_post=10**6)
PEOPLE = People(
    {name.lower(): Person(name.lower(), f"{name} X") for name in ("Asha", "Bo", "Cleo")}
)
# A file that an include would bring in.
INCLUDED = "zebra-crossing-at-noon"

FRAGMENTS = [
    "word",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n- ",
    "\n    ",
    "\n> ",
    "\n## ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "\n```mermaid\n",
    "\n~~~ {.python onclick=x}\n",
    "<script>",
    "</script>",
    "<img src=x onerror=x>",
    "</div></article>",
    "<div markdown=1>",
    "<!--",
    "-->",
    "<!-- more -->",
    "<!-- keep -->",
    "<!-- material/tags -->",
    "<![CDATA[",
    "<![>",
    "<?php",
    "<",
    ">",
    '"',
    "'",
    "(",
    ")",
    "[",
    "]",
    "](javascript:x)",
    "](java\tscript:x)",
    "](&#106;avascript:x)",
    "](https://e.example/x)",
    "![",
    "](//e.example/p.png)",
    '](https://e.example "',
    "{: onclick=x }",
    "{ #bo .x style=y }",
    "{{ x }}",
    "{% include 'x' %}",
    "{",
    "}",
    "\n{: #bo }\n",
    '\n--8<-- "secret.md"\n',
    '\n;--8<-- "secret.md"\n',
    "\n--8<--\nsecret.md\n--8<--\n",
    '\n-8<- "secret.md"\n',
    "\n/// html | script\nx\n///\n",
    "\n!!! note\n    ",
    "\n??? note\n    ",
    '\n=== "x"\n    ',
    "\n::: x\n",
    "\n*[word]: x\n",
    "\n[^1]: x\n",
    "[^1]",
    "\n[word]: javascript:x\n",
    "[word]",
    "[[word]]",
    "[TOC]",
    ":smile:",
    ":material-abacus:",
    "++ctrl++",
    "==",
    "^^",
    "~~",
    "{++",
    "{>>",
    "--",
    "$",
    "$$",
    "\n$$\n",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\",
    "\\begin{x}",
    "\\end{x}",
    "\\href{javascript:x}{y}",
    "&lt;",
    "&#60;",
    "&amp;",
    "&",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x02",
    "\x03",
    "\x0c",
    "klzzwxh:0001",
    "\x02wzxhzdk:0\x03",
    "| a | b |\n|---|---|\n| ",
    "|",
    "\n---\n",
    "\n===\n",
    "\ntitle: x\n",
    "1. ",
    "\n: x\n",
    "@bo",
    "https://e.example/ ",
    "www.e.example ",
    "<https://e.example>",
    "a@e.example",
    "#1 ",
    "\n# __config\n",
    "\n### bo\n",
    "\n+ ",
    "\t",
]
hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)

TAGS = """html head body a abbr article blockquote br button code dd del details div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark nav ol p path pre q s
    section span strong sub summary sup svg table tbody td th thead title tr u ul"""
ATTRIBUTES = """alt aria-hidden checked class data-linenos data-md-component data-tabs disabled d
    for height href id name open src start style title type viewbox width xmlns align"""
STYLE = re.compile(r"text-align: \w+;|width:[\d.]+%")
ADDRESS = re.compile(r"(?:https?://|mailto:|#|\.\./|[\w./-]+\.md\b)", re.IGNORECASE)


@cache
def _everything() -> Markdown:
    folder = Path(__file__).parent / "cases" / "xss"
    names = """abbr admonition attr_list def_list footnotes md_in_html tables toc wikilinks
        sane_lists smarty pymdownx.arithmatex pymdownx.b64 pymdownx.betterem
        pymdownx.blocks.admonition pymdownx.blocks.definition pymdownx.blocks.details
        pymdownx.blocks.html pymdownx.blocks.tab
        pymdownx.blocks.caption pymdownx.bracketspan pymdownx.caret pymdownx.critic pymdownx.details
        pymdownx.emoji pymdownx.fancylists pymdownx.highlight pymdownx.inlinehilite pymdownx.keys
        pymdownx.magiclink pymdownx.mark pymdownx.progressbar pymdownx.quotes pymdownx.saneheaders
        pymdownx.smartsymbols pymdownx.snippets pymdownx.superfences pymdownx.tabbed
        pymdownx.tasklist pymdownx.tilde"""
    return Markdown(
        extensions=names.split(),
        extension_configs={
            "pymdownx.snippets": {"base_path": [str(folder)], "check_paths": False},
            "pymdownx.arithmatex": {"generic": True},
        },
    )


def condensed(asha: str, bo: str, form: str = "log") -> dict[str, str]:
    """Return the posts of a day on which three people wrote, the last one nothing odd."""
    bodies = {
        "asha": f"## Learned\n\n- Jitter ashafirst helps, because it spreads retries.\n\n{asha}",
        "bo": f"## Learned\n\n- Quotas bofirst help, because they bound the queue.\n\n{bo}",
        "cleo": "## Learned\n\n- Budgets cleofirst help the word, because they bound retries.\n",
    }
    logs = [
        parse_log(DAY, name, f"{name}.md", f"---\nform: {form}\n---\n{body}\n".encode())
        for name, body in bodies.items()
    ]
    host = parse_session_file(DAY, "session.md", f"{asha}\n".encode())
    session = Session(datetime.date.fromisoformat(DAY), tuple(logs), host)
    posts = condense_session(session, PEOPLE, CONFIG)
    return {post.name: render_lines(post.lines()) for post in posts}


def render(reader: Markdown, post: str) -> LexborNode:
    reader.reset()
    body = post.split("\n---\n", 1)[1]
    root = LexborHTMLParser(reader.convert(body)).root
    assert root is not None
    return root


def find_trouble(root: LexborNode) -> list[str]:
    """Return what could run, load, or stand in the way of a page, of some HTML."""
    found = []
    for node in root.traverse():
        tag = node.tag or ""
        if tag.startswith(("-", "!")):
            continue
        found += [tag] * (tag not in TAGS.split())
        for name, value in node.attributes.items():
            is_address = name in {"href", "src"} and not ADDRESS.match(value or "")
            is_style = name == "style" and not re.fullmatch(
                r"text-align: \w+;|width:[\d.]+%", value or ""
            )
            if (
                name not in ATTRIBUTES.split()
                or is_address
                or is_style
                or (value or "").startswith("__c")
            ):
                found.append(f"{tag} {name}={value}")
        if tag == "img" and re.match(r"[\w+.-]*:?//", node.attributes.get("src") or ""):
            found.append(f"img {node.attributes}")
    return found


def sections_of(root: LexborNode) -> dict[str, str]:
    """Return the words below each heading that begins an entry, or a part of the post."""
    texts, key = {"": ""}, ""
    body = root.css_first("body")
    for node in body.iter(include_text=True) if body else ():
        if node.tag in {"h1", "h2", "h3"}:
            key = node.attributes.get("id") or ""
            texts.setdefault(key, "")
        texts[key] += f" {node.text()}"
    return texts


@pytest.mark.parametrize("everything", [False, True], ids=["as here", "with everything on"])
@given(asha=hostile, bo=hostile)
@settings(max_examples=40)
def test_entries_stay_apart_and_nothing_in_them_runs(everything: bool, asha: str, bo: str) -> None:
    post = condensed(asha, bo)[f"{DAY}.md"]
    root = render(_everything() if everything else _mkdocs_markdown(), post)

    assert find_trouble(root) == []
    texts = sections_of(root)
    for name in ("asha", "bo", "cleo"):
        others = {"ashafirst", "bofirst", "cleofirst"} - {f"{name}first"}
        assert f"{name}first" in texts[name]
        assert not [other for other in others if other in texts[name]]
    assert INCLUDED not in root.text()


@given(text=hostile)
@settings(max_examples=30)
def test_an_article_holds_nothing_that_runs(text: str) -> None:
    for post in condensed(text, "", "post").values():
        for reader in (_everything(), _mkdocs_markdown()):
            root = render(reader, post)
            assert find_trouble(root) == []
            assert INCLUDED not in root.text()


@pytest.mark.parametrize("start", range(0, 650, 130))
def test_no_published_vector_makes_a_tag(start: int) -> None:
    vectors = read_vectors()[start : start + 130 : 2]
    text = "\n\n".join(
        f"- Because of {' '.join(v.split())} it helps.\n\n{v}\n\n## {v}" for v in vectors
    )
    for post in condensed(text, "", "post").values():
        for reader in (_everything(), _mkdocs_markdown()):
            assert find_trouble(render(reader, post)) == []


@given(text=hostile)
@settings(max_examples=40)
def test_front_matter_holds_what_is_said_in_it_and_no_more(text: str) -> None:
    line = " ".join(text.split())[:200]
    raw = "---\ntitle: {0!r}\ndescription: {0!r}\n---\nJitter helps, because it spreads.\n"
    quoted = raw.replace("{0!r}", "'" + line.replace("'", "''") + "'")
    log = parse_log(DAY, "asha", "asha.md", quoted.encode())
    host = parse_session_file(DAY, "session.md", quoted.encode())
    session = Session(datetime.date.fromisoformat(DAY), (log,), host)
    for post in condense_session(session, PEOPLE, CONFIG):
        values = read_front_matter(render_lines(post.lines()))
        assert {"date", "slug"} <= values.keys()
        assert values.keys() <= {
            "title", "date", "description", "authors", "categories", "tags", "slug", "latex",
            "entries", "session",
        }  # fmt: skip
        assert not re.search(r"[<>\u202a-\u202e\u2066-\u2069\x00-\x08]", values.get("title", ""))
