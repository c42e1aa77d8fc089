"""Inline nodes become Markdown that both readers take for the same thing."""

from __future__ import annotations

import pytest
from readers import outline, read_as_commonmark, read_as_mkdocs

from ldblog.text.inline import (
    escape_text,
    escape_url,
    render_code,
    render_inlines,
    strip_comments,
)
from ldblog.text.markdown import Node, parse


def rendered(markdown: str) -> str:
    return render_inlines(parse(markdown).children[0].children)


@pytest.mark.parametrize(
    "markdown",
    [
        "plain words, with commas; and a snake_case_name in them",
        "*stressed* and **strong** and ~~struck~~",
        "[a link](https://example.com/a_b?c=d) in a sentence",
        '[a link](https://example.com "with a title")',
        "![a picture](../assets/p.png)",
        "`code`, ``code with a ` in it`` and ` `` `",
        "a formula: $a_1 + b^2$",
        "a note[^1]",
        "<https://example.com/a>",
        "3 < 4 and 5 > 4, R&D, 50%, a/b, #tag, x = y",
        "it costs $5",
        "about ~20 of them",
        "中文和العربية and ไทย stay as they are",
    ],
)
def test_what_both_readers_know_stays_as_it_was_written(markdown: str) -> None:
    text = f"{markdown}\n\n[^1]: The note."

    assert rendered(text) == markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a <script>alert(1)</script>", "a &lt;script>alert(1)&lt;/script>"),
        ("a <b onclick=x>b</b> c", "a &lt;b onclick=x>b&lt;/b> c"),
        ("over<br>two<br/>lines", "over  \ntwo  \nlines"),
        ("said <!-- but not aloud --> so", "said  so"),
        (r"\*not stressed\*", r"\*not stressed\*"),
        ("{{ jinja }} and {% jinja %}", r"\{\{ jinja \}\} and \{% jinja %\}"),
        ("words {: .danger onclick=alert(1) }", r"words \{: .danger onclick=alert(1) \}"),
        ("_stressed **and strong** too_", "_stressed **and strong** too_"),
        ("*stressed **and strong** too*", "_stressed **and strong** too_"),
        ("__init__ and _x_y", "**init** and \\_x_y"),
        (r"\_a_b_ c", r"\_a_b\_ c"),
        ("from $5 to $10", r"from \$5 to \$10"),
        ("~a~~b", r"\~a\~\~b"),
        ("one\ntwo\tthree", "one two three"),
        ("one  \ntwo", "one  \ntwo"),
        ("one\\\ntwo", "one  \ntwo"),
        ("&copy; and &amp;copy;", "© and &amp;copy;"),
        ("** **stars", r"\*\* \*\*stars"),
        ("a | b", r"a \| b"),
        ("![alt *text*](x.png)", "![alt text](x.png)"),
        ("wow![a](b)", "wow![a](b)"),
        (r"wow\![a](b)", r"wow\![a](b)"),
        ("[a](<b c>)", "[a](b%20c)"),
        ("<https://example.com/$a>", "[https://example.com/$a](https://example.com/%24a)"),
        ("http://example.com/x_y", "<http://example.com/x_y>"),
        ("www.example.com", "[www.example.com](http://www.example.com)"),
        (r"https\://example.com", "https&#58;//example.com"),
        (":smile: and a:b", "&#58;smile: and a:b"),
        ("the `<![x` in code", r"the &lt;!\[x in code"),
        ('[a](https://b.example "it\'s (so)")', '[a](https://b.example "it&#39;s &#40;so&#41;")'),
        (r"www\.example.com", "www&#46;example.com"),
        ("[see https://a.example here](https://b.example)",
         "[see https://a.example here](https://b.example)"),
    ],
)  # fmt: skip
def test_what_would_mean_something_else_to_a_reader_is_escaped(
    markdown: str, expected: str
) -> None:
    assert rendered(markdown) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "> no quotation",
        "+ no item",
        "- no item",
        "-",
        "---",
        "1. no item",
        "12) no item",
        "=== no heading above",
        "!!! no admonition",
        "*[HTML]: no abbreviation",
        "[^1]: no footnote",
        "[a]: no-definition",
        "| no | table |",
        "``` no fence",
        "~~~ no fence",
        "$$",
        "[ ] no task",
        "{ #id .class }",
        "<div markdown> no block",
        "--8<-- no-snippet",
        "[TOC]",
        "::: no.directive",
        "/// no block",
        "??? no block",
        '-8<- "no-snippet"',
        "    not code",
        "a < b & c > d &lt; e",
        "<https://example.com>",
        "https://example.com and www.example.com",
        "x ~~y~~ $z$ `w` *v* __u__ \\t",
        "<",
        "tail\\",
        "__all__",
    ],
)
def test_text_is_shown_as_it_is_by_both_readers(text: str) -> None:
    markdown = f"Before.\n\n{render_inlines([Node('text', 1, 1, 1, 1, literal=text)])}\n"

    for html in (read_as_commonmark(markdown), read_as_mkdocs(markdown)):
        assert outline(html) == f"Before. {text.strip()}"


def test_control_characters_and_the_stand_in_for_hidden_words_are_dropped() -> None:
    assert escape_text("a\u202eb\u2066c\ufeffd\U000e0041") == "abcd"
    assert escape_text("one\u2028two\x85three") == "one two three"
    assert escape_text("\u200dक\u200c👩\u200d💻") == "\u200dक\u200c👩\u200d💻"
    assert escape_text("a\x00b\x1b[31mc\u2060d\x7f\x0ce") == r"ab\[31mcde"


def test_addresses_keep_what_they_mean_and_cannot_end_the_link() -> None:
    assert escape_url("https://e.com/ä (1)[2]{3}|4?a=b&c=d&copy;") == (
        "https://e.com/ä%20%281%29%5B2%5D%7B3%7D%7C4?a=b&c=d&amp;copy;"
    )


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ("x", "`x`"),
        ("a`b", "``a`b``"),
        ("a`b``c", "```a`b``c```"),
        ("`", "`` ` ``"),
        ("a``b", "`a``b`"),
        ("  ", ""),
        ("a\x00b", "`ab`"),
    ],
)
def test_code_has_as_many_backticks_as_it_needs(literal: str, expected: str) -> None:
    assert render_code(literal) == expected


def test_a_comment_that_is_not_closed_reaches_to_the_end() -> None:
    assert strip_comments("a<!-- b -->c<!-- d") == "ac"


def test_a_link_without_an_address_leaves_its_words_and_a_picture_its_description() -> None:
    words = Node("text", 1, 1, 1, 1, literal="the *words*")
    link = Node("link", 1, 1, 1, 1, children=[words])
    image = Node("image", 1, 1, 1, 1, children=[words])

    assert render_inlines([link]) == r"the \*words\*"
    assert render_inlines([image]) == r"the \*words\*"


def test_an_exclamation_mark_before_a_link_makes_no_picture_of_it() -> None:
    link = Node("link", 1, 1, 1, 1, [Node("text", 1, 1, 1, 1, literal="a")], url="https://b.c")
    wow = Node("text", 1, 1, 1, 1, literal="wow!")

    assert render_inlines([wow, link]) == r"wow\![a](https://b.c)"
    assert outline(read_as_mkdocs(render_inlines([wow, link]))) == "wow!<a https://b.c>a</a>"


def test_white_space_within_marks_moves_out_of_them() -> None:
    inner = Node("text", 1, 1, 1, 1, literal=" a ")
    strong = Node("strong", 1, 1, 1, 1, [inner])
    blank = Node("strong", 1, 1, 1, 1, [Node("text", 1, 1, 1, 1, literal="  ")])
    edge = Node("text", 1, 1, 1, 1, literal=".")

    assert render_inlines([edge, strong, edge]) == ". **a** ."
    assert render_inlines([edge, blank, edge]) == ".  ."


def test_an_empty_formula_leaves_nothing() -> None:
    assert render_inlines([Node("math", 1, 1, 1, 1, literal="  ")]) == ""
