"""Python-Markdown without its detours: the same HTML, whatever the text."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor
from mkdocs.config import load_config
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pymdownx import highlight

from ldblog.pages import quick_markdown
from ldblog.pages.quick_markdown import quicken

ROOT = Path(__file__).parents[2]
CONFIG = load_config(str(ROOT / "mkdocs.yml"))
HANDLE = "_InlineProcessor__handleInline"
MARKUP = """a b word 1 # ## - * ** _ __ ~ ~~ ` `` ``` ~~~ [ ] ( ) ! ![ [a](b) [a][b] [^1] < > <b>
</b> <https://x.y> <a@b.c> & &amp; &#38; $ $x$ $$ \\ \\* \\` \\[ \\$ | : :: --- . ! {#a} {.b} python
"""
PIECES = MARKUP.split()


def render(text: str, extensions: bool = True) -> str:
    if not extensions:
        return markdown.markdown(text)
    return markdown.markdown(
        text, extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs
    )


def render_plainly(text: str, extensions: bool = True) -> str:
    """Return what the libraries make of a text as they come."""
    quicken()
    handle, create = getattr(InlineProcessor, HANDLE), HtmlFormatter._create_stylesheet
    with ExitStack() as stack:
        for where, name, plain in (
            (InlineProcessor, HANDLE, handle.__wrapped__),
            (HtmlFormatter, "_create_stylesheet", create.__wrapped__),
            (highlight, "get_lexer_by_name", get_lexer_by_name),
        ):
            stack.enter_context(patch.object(where, name, plain))
        return render(text, extensions)


@given(st.lists(st.sampled_from([*PIECES, " ", " ", "\n", "\n\n", "  \n", "    "])).map("".join))
@example("a\n```python\nx = 1\n```\n```nolanguage\nx\n```\n")
@example("*a **b** c* `d` ![e](f) [g](h 'i') <j@k.l> $m$ ~~n~~\n\n[^1]\n\n[^1]: o")
def test_a_text_becomes_what_it_would(text: str) -> None:
    assert render(text) == render_plainly(text)
    assert render(text, extensions=False) == render_plainly(text, extensions=False)


@pytest.mark.parametrize("path", sorted((ROOT / "content/site/posts").glob("*.md")), ids=str)
def test_the_posts_of_the_demo_become_what_they_would(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert render(text) == render_plainly(text)


def test_patterns_that_an_extension_adds_later_are_tried() -> None:
    quicken()
    parser = markdown.Markdown()
    assert parser.convert("a :) b") == "<p>a :) b</p>"

    parser.inlinePatterns.register(
        markdown.inlinepatterns.SubstituteTagInlineProcessor(r":\)", "hr"), "smile", 1
    )

    assert parser.reset().convert("a :) b") == "<p>a <hr /> b</p>"


def test_other_versions_than_those_that_were_tried_stay_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quicken()
    before = getattr(InlineProcessor, HANDLE)
    monkeypatch.setattr(quick_markdown, "version", lambda _name: "99.0")

    quicken.__wrapped__()

    assert getattr(InlineProcessor, HANDLE) is before
