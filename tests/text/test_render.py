"""Blocks become Markdown that both readers, CommonMark's and the site's, take alike."""

from __future__ import annotations

import difflib
import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import (
    ROOT,
    addresses_of,
    attributes_of,
    outline,
    read_as_commonmark,
    read_as_mkdocs,
    tags_of,
    visible_text,
)

from ldblog.text.limits import TooDeepError
from ldblog.text.links import Rewriter
from ldblog.text.markdown import Node, parse
from ldblog.text.render import indent, render_blocks, render_code_block

CORPUS = ROOT.parent / "shared" / "corpus"

CASES = [
    (
        "a list right under a line of text gets its blank line",
        """\
        Learned:
        - one
        - two
        """,
        """\
        Learned:

        - one
        - two
        """,
    ),
    (
        "a list nested by two spaces is nested by four",
        """\
        - one
          - two
            - three
        1. first
           more of it
        """,
        """\
        - one
            - two
                - three

        1. first more of it
        """,
    ),
    (
        "a loose list keeps its distance",
        """\
        * one

          more

        * two
        """,
        """\
        - one

            more

        - two
        """,
    ),
    (
        "numbers go on from where a list starts",
        """\
        9) nine
        10) ten
        """,
        """\
        9. nine
        10. ten
        """,
    ),
    (
        "numbers of three digits are cut, since they would need a deeper indentation",
        """\
        100. hundred
        """,
        """\
        0. hundred
        """,
    ),
    (
        "code in a list is indented with it, and otherwise as it was",
        """\
        - run
          ```console
          $ a  b

          \tc
          ```
        """,
        """\
        - run

            ```console
            $ a  b

            \tc
            ```
        """,
    ),
    (
        "indented code gets a fence",
        """\
        So:

            def f():
                return "```"
        """,
        """\
        So:

        ````
        def f():
            return "```"
        ````
        """,
    ),
    (
        "a fence of tildes becomes one of backticks, its language alone is kept",
        """\
        ~~~python {.danger onclick="x"} title=y
        a
        ~~~
        """,
        """\
        ```python
        a
        ```
        """,
    ),
    (
        "headings of both kinds are written with hashes",
        """\
        Title
        =====
        ## Part ##
        ### C#
        #
        """,
        """\
        # Title

        ## Part

        ### C\\#
        """,
    ),
    (
        "quotations keep their blocks, their line breaks and their nesting",
        """\
        > one\\
        > two
        >
        > - three
        >> four
        """,
        """\
        > one__
        > two
        >
        > - three
        >
        > > four
        """,
    ),
    (
        "two quotations side by side are one to both readers",
        """\
        > one

        > two
        """,
        """\
        > one
        >
        > two
        """,
    ),
    (
        "a table keeps its alignment, and its cells stay cells",
        """\
        | a | b | c | d |
        |:--|--:|:-:|---|
        | `x|y` | \\| | $p|q$ | <br> |
        | 1 | 2 | **3\\|4** |
        """,
        """\
        | a | b | c | d |
        | :-- | --: | :-: | --- |
        | \\`x | y\\` | \\| | $p |
        | 1 | 2 | **3\\|4** |  |
        """,
    ),
    (
        "a bar in the code or the formula of a cell is written as all readers know it",
        """\
        | a | b |
        |---|---|
        | `x\\|y` | $p\\|q$ |
        """,
        """\
        | a | b |
        | --- | --- |
        | x\\|y | $p\\vert q$ |
        """,
    ),
    (
        "formulas stand on their own lines",
        """\
        $$
          a = b
            = c
        $$

        $$x$$ in a line
        """,
        """\
        $$
        a = b
        = c
        $$

        $x$ in a line
        """,
    ),
    (
        "raw HTML is text, and comments are dropped",
        """\
        <div onclick="x">
        <b>hi</b>
        </div>

        <!-- a comment -->

        end
        """,
        """\
        &lt;div onclick="x"> &lt;b>hi&lt;/b> &lt;/div>

        end
        """,
    ),
    (
        "rules stay rules",
        """\
        one

        ***
        two
        """,
        """\
        one

        ---

        two
        """,
    ),
    (
        "an item without text of its own has something to stand on",
        """\
        -
        - ```
          code
          ```
        - <!-- nothing -->
          - inner
          - outer
        """,
        """\
        - &#8203;

        - &#8203;

            ```
            code
            ```

        - &#8203;

            - inner
            - outer
        """,
    ),
    (
        "a list of nothing but one item is that item",
        """\
        - - one
        """,
        """\
        - one
        """,
    ),
    (
        "a footnote is indented by four",
        """\
        A note[^n].

        [^n]: One.

            Two.
        """,
        """\
        A note[^n].

        [^n]: One.

            Two.
        """,
    ),
    (
        "text that looks like a block is no block",
        """\
        one
        \\# two
        \\- three
        \\+ four
        1\\. five
        """,
        """\
        one # two - three + four 1. five
        """,
    ),
]  # fmt: skip


def written(markdown: str) -> str:
    return "".join(f"{line}\n" for line in render_blocks(parse(markdown).children))


def first_difference(left: str, right: str) -> str:
    pairs = enumerate(zip(left, right, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(0, at - 60)
    return f"\n  {left[start : at + 60]!r}\n  {right[start : at + 60]!r}"


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_blocks_are_written_in_the_subset_that_both_readers_share(
    source: str, expected: str
) -> None:
    # Spaces at the ends of lines, which editors take away, are written as two underscores.
    wanted = dedent(expected).replace("__\n", "  \n")

    assert written(dedent(source)) == wanted
    assert outline(read_as_commonmark(wanted)) == outline(read_as_mkdocs(wanted))


def test_an_anchor_that_is_set_on_a_heading_is_written_as_an_attribute() -> None:
    heading = Node("heading", 1, 1, 1, 1, [Node("text", 1, 1, 1, 1, literal="A")], level=2)
    heading.name = "here"

    assert render_blocks([heading]) == ["## A { #here }"]


def test_blocks_without_words_leave_no_line() -> None:
    link = Node("link", 1, 1, 1, 1)
    empty = [Node("paragraph", 1, 1, 1, 1, [link]), Node("heading", 1, 1, 1, 1, level=2)]
    definition = Node("footnote_definition", 1, 1, 1, 1, name="n")

    assert render_blocks([*empty, definition]) == []


def test_an_item_on_its_own_is_its_blocks() -> None:
    item = parse("- one\n\n  two\n").children[0].children[0]

    assert render_blocks([item]) == ["one", "", "two"]


def test_lines_that_are_empty_are_not_indented() -> None:
    assert indent(["a", "", "b"]) == ["    a", "", "    b"]


def test_a_code_that_contains_fences_gets_a_longer_one() -> None:
    assert render_code_block("a\n`````\n", "") == ["``````", "a", "`````", "``````"]


def test_a_code_with_a_snippet_in_it_is_read_as_code_by_all() -> None:
    assert render_code_block('x\n --8<-- "f"\n;-8<-\n') == [
        "```",
        "x",
        ' --\u200b8<-- "f"',
        ";-\u200b8<-",
        "```",
    ]
    assert written("$$\n--8<-- f\n$$\n") == "$$\n--\u200b8<-- f\n$$\n"


@pytest.mark.parametrize(
    "diagram",
    [
        "graph TD\n  A<-->B & C",
        "classDiagram\n  A <|-- B\n  <<interface>> B",
        "graph TD\n  A[a<br/>b]",
    ],
)
def test_a_diagram_stays_one(diagram: str) -> None:
    assert render_code_block(diagram, "mermaid")[0] == "```mermaid"


@pytest.mark.parametrize(
    "diagram",
    [
        'graph TD\n  A["<img src=https://e.com/p.png>"]',
        'graph TD\n  A["#lt;img src=x#gt;"]',
        'graph TD\n  A@{ img: "https://e.com/p.png" }',
        "graph TD\n  classDef x fill:url(https://e.com/p.svg)",
        "graph TD\n  style A fill:u\\72l(https://e.com/p.svg)",
        '%%{init: {"themeCSS": "*{}"}}%%\ngraph TD',
        "---\nconfig: {}\n---\ngraph TD",
    ],
)
def test_a_diagram_that_could_load_something_is_shown_as_its_source(diagram: str) -> None:
    assert render_code_block(diagram, "Mermaid")[0] == "```text"


def test_a_heading_gets_no_anchor_that_the_sites_scripts_look_for() -> None:
    assert written("# __config\n") == "# __config { #section-config }\n".replace("__", "\\_\\_", 1)


HOSTILE = """\
Words <script>alert(1)</script> {{ config }} {% raw %} { onclick=alert(1) }
{: onclick=alert(1) }

<img src=x onerror=alert(1)>

<iframe src="https://evil.example"></iframe>

# Title { onclick=alert(1) }

[run](javascript:alert(1)) [run](JaVaScRiPt:alert(1)) [run](&#106;avascript:alert(1))
[run](data:text/html,x) [run](vbscript:x) <javascript:alert(1)> [ref]
![picture](https://evil.example/pixel.png) ![up](../../people.yml)
[mail](mailto:a@example.com){ onclick=alert(1) } *em*{ onclick=alert(1) }
[fine](https://example.com "x\\" onclick=\\"alert(1)")

[ref]: javascript:alert(2)

| a { onclick=alert(1) } | b |
|---|---|
| <svg onload=alert(1)> | `{ onclick=alert(1) }`{ onclick=alert(1) } |

- item { onclick=alert(1) }
{ onclick=alert(1) }

--8<-- "content/people.yml"

;--8<--
content/people.yml
;--8<--

```{.python onclick=alert(1)}
code
```

$<img src=x onerror=alert(1)>$

$$
</div><img src=x onerror=alert(1)>
$$

[TOC]

*[HTML]: x

::: ldblog

<!-- more --> <!-- a
"""


@pytest.mark.parametrize("read", [read_as_commonmark, read_as_mkdocs])
def test_nothing_that_could_run_or_load_survives_in_a_hostile_log(read: object) -> None:
    assert callable(read)
    blocks = [Rewriter("n").rewrite(block) for block in parse(HOSTILE).children]

    html = read("\n".join(render_blocks(blocks)))

    assert not {"script", "iframe", "svg", "img"} & tags_of(html)
    assert not {name for name in attributes_of(html) if name.startswith("on")}
    assert {url for url in addresses_of(html) if not url.startswith("#")} == {
        "mailto:a@example.com",
        "https://example.com",
        "https://evil.example/pixel.png",  # a link: nothing is loaded
    }
    assert '--8<-- "content/people.yml"' in outline(html)
    assert "<!--" not in html


def _corpus() -> list[tuple[str, str]]:
    files = sorted(CORPUS.rglob("*.md"))
    return [(path.relative_to(CORPUS).as_posix(), _body(path.read_bytes())) for path in files]


def _body(raw: bytes) -> str:
    text = raw.decode("utf-8", errors="replace").replace("\r\n", "\n")
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def test_both_readers_show_the_same_of_every_file_of_the_corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real logs is not at {CORPUS}")
    different, changed = {}, {}
    files = _corpus()

    for name, source in files:
        text = written(source)
        commonmark = read_as_commonmark(text)
        if (one := outline(commonmark)) != (two := outline(read_as_mkdocs(text))):
            different[name] = first_difference(one, two)
        # Raw HTML becomes text, so that only files without it can be compared in full.
        told = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
        if "<" not in re.sub(r"<https?:[^>]*>", "", told):
            before, after = visible_text(read_as_commonmark(told)), visible_text(commonmark)
            if before != after:
                changed[name] = first_difference(before, after)

    assert len(files) > 1000
    assert different == {}
    assert changed == {}


TOKENS = [
    "a", "word", "x1", " ", " ", " ", "*", "**", "_", "`", "~~", "~", "[", "](u)", "![", "<",
    ">", "<b>", "</b>", "&amp;", "&copy;", "&", "{", "}", "{: .x}", "{ #id }", "|", "!", '"',
    "'", "(", ")", "#", "1.", "1)", "-", "+", "=", "===", "---", ":", "https://e.com/x_y ",
    "<https://e.com/$a>", " www.e.com ", "\n", "\n", "\n\n", "\n- ", "\n  - ", "\n    ",
    "\n> ", "\n1. ", "\n10. ", "\n# ", "\n```\n", "\n~~~py\n", "\n| a | b |\n|---|---|\n| ",
    "[x] ", "- [ ] ", "\t", "é", "中文", "🎉", " $a_b$ ", "`a|b`", "`{x}`", "{{ j }}", "{% j %}",
    '--8<-- "f"', "*[A]: b", "::: x", "!!! note", "???", "[TOC]", "==m==", "^s^", "H~2~O",
    ":smile:", "javascript:alert(1)", "  \n", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_both_readers_show_the_same_of_whatever_is_written(source: str) -> None:
    text = written(source)
    # Anchors are for the site alone.
    plain = re.sub(r" \{ #section[\w-]* \}$", "", text, flags=re.MULTILINE)

    assert outline(read_as_mkdocs(text)) == outline(read_as_commonmark(plain))


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_what_is_written_and_read_and_written_again_is_the_same(source: str) -> None:
    once = re.sub(r" \{ #section[\w-]* \}$", "", written(source), flags=re.MULTILINE)
    twice = written(once)

    assert outline(read_as_commonmark(twice)) == outline(read_as_commonmark(once))
    diff = difflib.ndiff(twice.splitlines(), written(twice).splitlines())
    assert [line for line in diff if not line.startswith("  ")] == []


@given(st.text(max_size=200))
def test_no_text_at_all_makes_a_tag_or_an_attribute(source: str) -> None:
    try:
        blocks = [Rewriter("n").rewrite(block) for block in parse(source).children]
    except TooDeepError:
        return
    html = read_as_mkdocs("\n".join(render_blocks(blocks)))

    assert not {"script", "iframe", "style", "img"} & tags_of(html)
