"""The second sanitiser keeps all that pages may hold, and says what it cut."""

from __future__ import annotations

from importlib import import_module

import pytest
from hostile import read_vectors
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from readers import _mkdocs_markdown
from selectolax.lexbor import LexborHTMLParser

from ldblog.site.sanitise import ALLOWED, find_cuts, sanitise

RICH = """\
# Title { #own }

A note[^1], `code`, ~~struck~~, $a<b$ and <https://example.com>.

[^1]: The *note*.

- [x] done
- [ ] not done

| left | right |
| :-- | --: |
| a | b |

```python
print("<b>")
```

```mermaid
graph TD
  A-->B
```

$$
x
$$

![alt](../assets/p.png "title"){ width=300 loading=lazy }

*partly*{ .outcome .outcome-partial }
"""
EDITORS = """\
!!! note "Title"
    Words.

??? tip
    Hidden.

=== "One"
    First.

=== "Two"
    Second.

Term
:   Meaning of HTML, H~2~O, x^2^, ==marked== and ++ctrl+c++.

*[HTML]: A language

``` { .py3 linenums="1" hl_lines="1" }
x = 1
```

:material-account: [button](https://example.com){ .md-button target=_blank rel=noopener }

<figure markdown="span"><figcaption>Caption</figcaption></figure>
<details open><summary>More</summary><video controls src="film.mp4" width="300"></video></details>
<abbr title="x">y</abbr> <kbd>k</kbd> <time datetime="2026-11-20">today</time>
"""


_EXTENSIONS = """abbr admonition attr_list def_list md_in_html tables toc pymdownx.details
    pymdownx.tabbed pymdownx.superfences pymdownx.highlight pymdownx.keys pymdownx.mark
    pymdownx.caret pymdownx.tilde pymdownx.emoji"""


def rendered(text: str) -> str:
    return Markdown(
        extensions=_EXTENSIONS.split(),
        extension_configs={
            "pymdownx.tabbed": {"alternate_style": True},
            "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
            "toc": {"permalink": True},
            "pymdownx.emoji": _icons(),
        },
    ).convert(text)


def _icons() -> dict[str, object]:
    emoji = import_module("material.extensions.emoji")
    return {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg}


@pytest.mark.parametrize("html", [_mkdocs_markdown().convert(RICH), rendered(EDITORS)])
def test_what_posts_and_pages_hold_stays(html: str) -> None:
    cleaned = sanitise(html)

    assert find_cuts(html, cleaned) == []
    assert text_of(cleaned) == text_of(html)
    assert sanitise(cleaned) == cleaned


def test_the_rich_page_has_what_it_is_meant_to_have() -> None:
    tags = {node.tag for node in LexborHTMLParser(sanitise(rendered(EDITORS))).root.traverse()}  # type: ignore[union-attr]

    assert {"svg", "path", "label", "input", "kbd", "mark", "abbr", "summary", "video"} <= tags


def text_of(html: str) -> str:
    body = LexborHTMLParser(html).body
    return "" if body is None else body.text()


@pytest.mark.parametrize(
    ("html", "kept", "cuts"),
    [
        ("<p onclick=x>a</p>", "<p>a</p>", ['<p onclick="x">']),
        ("<script>x</script>a", "a", ["<script>"]),
        ('<iframe src="x">y</iframe>', "", ["<iframe>", '<iframe src="x">']),
        ('<a href="java\tscript:x">a</a>', "<a>a</a>", ['<a href="java\tscript:x">']),
        ('<a href="data:x" target="top">a</a>', "<a>a</a>", 2),
        ('<img src="//e.example/p.png" alt="a">', '<img alt="a">', 1),
        ('<img src="\\\\e.example/p.png">', "<img>", 1),
        ('<img src="\thttps://e.example/p.png">', "<img>", 1),
        ('<img src="../a:b.png">', '<img src="../a:b.png">', 0),
        ('<img srcset="https://e.example/p.png 2x">', "<img>", 1),
        ('<table><td style="text-align: right; color: red">a</table>', None, 1),
        ('<p style="position:fixed">a</p>', "<p>a</p>", 1),
        ('<p id="__config">a</p>', "<p>a</p>", 1),
        ('<a id="__codelineno-0-1" name="__codelineno-0-1">', None, 0),
        ('<a name="cookie">a</a>', "<a>a</a>", 1),
        ('<p class="md-overlay mine">a</p>', '<p class="mine">a</p>', 1),
        ('<p class="md-search">a</p>', "<p>a</p>", 1),
        ('<a class="md-button md-button--primary">a</a>', None, 0),
        ('<input type="text" name="q">', "<input>", 2),
        ('<p data-md-component="search">a</p>', "<p>a</p>", 1),
        ("<!-- more --><p>a</p>", "<p>a</p>", 0),
        (f'<p data-x="{"y" * 99}">a</p>', "<p>a</p>", [f'<p data-x="{"y" * 60}…">']),
    ],
)
def test_what_is_not_in_the_table_goes_and_is_named(
    html: str, kept: str | None, cuts: list[str] | int
) -> None:
    cleaned = sanitise(html)
    found = find_cuts(html, cleaned)

    if kept is not None:
        assert cleaned == kept
    assert (found if isinstance(cuts, list) else len(found)) == cuts


def test_no_vector_leaves_anything_that_is_not_in_the_table() -> None:
    tags = {tag for names in ALLOWED for tag in names.split()} | {"html", "head", "body"}
    names = {name.lower() for each in ALLOWED.values() for name in each.split()}
    for vector in read_vectors():
        root = LexborHTMLParser(sanitise(vector)).root
        for node in root.traverse(include_text=False) if root else ():
            assert node.tag in tags
            assert {name.lower() for name in node.attributes} <= names | {"xlink:href"}


@given(st.lists(st.sampled_from(read_vectors()), max_size=3).map("".join))
def test_what_was_cleaned_is_clean(html: str) -> None:
    cleaned = sanitise(html)

    assert sanitise(cleaned) == cleaned
