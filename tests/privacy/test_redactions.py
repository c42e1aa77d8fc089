"""The public reads something else for what is listed, wherever and however it is written."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readers import read_as_commonmark, read_as_mkdocs

from ldblog.config import Config
from ldblog.privacy.block_readings import is_read, read_block
from ldblog.privacy.dictionary import parse_dictionary
from ldblog.privacy.redactions import find_blocked, redact, texts_of
from ldblog.privacy.redactor import Contacts, Redactor, decode_url
from ldblog.text.folding import fold_word
from ldblog.text.markdown import parse, walk
from ldblog.text.render import render_blocks

DICTIONARY = parse_dictionary(
    "redact.yml",
    """
customers:
  Acme: a client
  Acme Corp: a big client
  Atlas: a carrier
  Globex Corporation: {instead: "client #", also: [Globex, 글로벡스]}
  Юнона: клиент
  山田商事: 取引先
  राम: एक ग्राहक
  شركة أكمي: عميل
projects:
  Java: a language
  Bluebird: block
hosts:
  globex.example: a client's site
tickets:
  "[A-Z]{2,5}-[0-9]+": a ticket
""",
    Config().internal_hosts,
)
PUNYCODE = "xn--" + "юнона".encode("punycode").decode()
NUMBERS = {"redact.yml:6": "client A"}
REDACTOR = Redactor((Contacts(DICTIONARY.internal_hosts), DICTIONARY.spellings), NUMBERS)


def public(text: str) -> str:
    """Return a text's Markdown as the public reads it."""
    return "\n".join(render_blocks(redact(parse(text), REDACTOR)[0].children))


@pytest.mark.parametrize(
    "text",
    [
        "JavaScript and Javanese, not a ja va",
        "Ray, Jenkins, JavaScript and the Adam optimizer",
        "acmeology, pacme and Acméa",
        "Atlassian",
        "Юноначка, रामायण and 山田",
        "utf-8 and SHA, A-1, XABCDEFG-12",
        "https://xn--0000000000.example/ and https://x.y/%ff",
        '[docs](https://example.com/javascript#acmeist "Javan")',
        "`javac -version`",
        "`JavaScript`, `useJavaScript()`, `JAVASCRIPT_HOME`, `getjava` and `atlasing2`",
        "AcmeClient is a word of prose, and HTTPAcme",
        "[x](https://x.y/JavaScript/PacmeRing)",
        "00 49 30, 0049, id 0012345678 and 2026-11-20 00:49:30",
    ],
)
def test_what_only_looks_like_a_listed_word_stays(text: str) -> None:
    document = parse(text)
    assert redact(document, REDACTOR) == (document, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Acme is slow", "A client is slow"),
        ("ask ACME, acme and Acmes", "ask a client, a client and a client"),
        ("Acme's data and the Acmes’ data", "A client's data and the clients’ data"),
        ("Atlas' data, Atlases and Atlas's", "A carrier's data, a carrier and a carrier's"),
        ("our Acme team, an Acme and for Acme", "our client team, an client and for a client"),
        ("the Globexes’ data, Globex’ own", "the client A’s data, client A’s own"),
        ("on ‘Atlas’ and 'Acmes'", "on ‘a carrier’ and 'a client'"),
        ("`AcmeClient(getAcme2)`", "`a_client_Client(get_a_client_2)`"),
        ("`HTTPAcme`, `ACMEClient`", "`HTTP_a_client`, `a_client_Client`"),
        ("`ACME_TOKEN` at `acme-prod-01`", "`a_client_TOKEN` at `a_client-prod-01`"),
        ("`newJavaBean`", "`new_a_language_Bean`"),
        ("[x](https://x.y/AcmeClient) at https://x.y/newAcme.", "x at a client."),
        ("dial 0049 30 901820", "dial a phone number"),
        ("Acme Corp and Acme Corporation", "A big client and a client Corporation"),
        ("acme-corp, acme_corp and AcmeCorp", "a big client, a big client and a big client"),
        ("Acme\nCorp is", "A big client is"),
        ("Ac**me** is", "A client is"),
        ("Acme<br>Corp is", "A big client is"),
        ("***Acme** Corp* is", "_**A big client**_ is"),
        ("Ac<!-- x -->me is", "A client is"),
        ("A&#99;me and Ac&shy;me", "A client and a client"),
        ("Ａｃｍｅ and A\u200bcme", "A client and a client"),
        ("Ac`me` and `x = Acme Corp`", "A client and `x = a_big_client`"),
        ("Ac<b>me</b> and <i>Acme</i>", None),
        ("$Acme^2$", "`a_client^2`"),
        ("[Acme](https://example.com 'of acme')", '[A client](https://example.com "of a client")'),
        ("[board](https://x.y/%41cme/1)", "board"),
        ("[board](https://x.y/acme%2520corp)", "board"),
        ("![Acme's plot](https://x.y/acme.png)", "A client's plot"),
        ("see https://x.y/acme/1, then", "see a client, then"),
        ("see https://x.y/?q=acme%2Bcorp.", "see a client."),
        ("see <https://eu.globex.example:80/x>", "see a client's site"),
        ("on eu1.prod.globex.example/a, it", "on a client's site, it"),
        (f"on https://{PUNYCODE}.example/", "on клиент"),
        ("ABC-123 and (XY-1)", "A ticket and (a ticket)"),
        ("mail <ada@x.com>", "mail an e-mail address"),
        ("[mail](mailto:ada@x.com) or [hi](http://10.1.2.3/)", "mail or hi"),
        ("die Юнона, Юноны", "die клиент, Юноны"),
        ("在山田商事工作", "在取引先工作"),
        ("글로벡스는", "client A는"),
        ("राम ने", "एक ग्राहक ने"),
        ("في شركة أكمي،", "في عميل،"),
        ("# About Acme #", "# About a client"),
        ("| Acme | b |\n|---|---|\n| c | acme |", None),
        ("- a\n  - Acme\n\n> acme", None),
        ("[^1]\n\n[^1]: Acme", None),
        ("[a][r]\n\n[r]: https://acme.com 'x'", "a"),
    ],
)
def test_each_spelling_in_each_place_reads_otherwise(text: str, said: str | None) -> None:
    found = public(text)
    assert "acme" not in fold_word(re.sub(r"<[^>]*>|&lt;/?\w+>", "", found))
    if said is not None:
        assert found == said


def test_code_reads_otherwise_and_keeps_its_lines() -> None:
    text = "```acme\nclient = Acme(\n    'x.globex.example')\n```\n\n    indented acme\n"
    assert public(text).split("\n") == [
        "```",
        "client = a_client(",
        "    'a_client's_site')",
        "```",
        "",
        "```",
        "indented a_client",
        "```",
    ]


def test_html_is_text_and_reads_otherwise_also_without_its_tags_and_comments() -> None:
    assert public("<div title='acme'>\nAc<!-- -->me\n</div>").count("client") == 2
    assert public("<p>\nAc<b>me</b> is here\n</p>") == "A client is here"
    assert "me" not in public("Ac<b>me</b>").replace("b>", "")


def test_every_replacement_knows_its_place_and_why() -> None:
    text = "\\*A and **Acme**\nJava\n\n```\nx\n acme\n```\n\n[a](http://acme.com)\n\n<p>\nacme\n"
    _document, found = redact(parse(text), REDACTOR)
    assert [(one.line, one.column, one.instead, one.source) for one in found] == [
        (1, 11, "a client", "redact.yml:3"),
        (2, 1, "a language", "redact.yml:12"),
        (6, 2, "a_client", "redact.yml:3"),
        (9, 1, "", "redact.yml:3"),
        (12, 1, "a client", "redact.yml:3"),
    ]


def test_what_is_blocked_is_the_item_the_table_or_the_block() -> None:
    text = (
        "A **Blue**bird.\n\n- one\n- two\n\n  see [x](http://bluebird.com)\n\n"
        "| a |\n|---|\n| Bluebird |\n\n```\nbluebird\n```\n\nThe end.\n"
    )
    found = find_blocked(parse(text), REDACTOR)
    assert sorted((node.kind, node.line, source) for node, source in found) == [
        ("code_block", 12, "redact.yml:13"),
        ("item", 4, "redact.yml:13"),
        ("paragraph", 1, "redact.yml:13"),
        ("table", 8, "redact.yml:13"),
    ]


@pytest.mark.parametrize(
    ("label", "text"),
    [("*x* [a](b) <i>", "Acme is"), ("# y", "Acme is"), ("`z", "see Acme"), ("1. a", "Acme")],
)
def test_what_readers_see_instead_cannot_become_markup(label: str, text: str) -> None:
    dictionary = parse_dictionary("redact.yml", f"customers: {{Acme: {label!r}}}", ())
    document, _found = redact(parse(text), Redactor((dictionary.spellings,)))
    markdown = "\n".join(render_blocks(document.children))
    for read in (read_as_commonmark, read_as_mkdocs):
        html = read(markdown)
        assert re.fullmatch(r"<p>[^<>]*</p>\s*", html)
        assert fold_word(label) in fold_word(unescape(html))


WORDS = ["acme", "acme corp", "globex", "글로벡스", "юнона", "山田商事", "राम", "شركة أكمي"]
GAPS = ["", " ", ", ", "(", "**", "\n", "-", "。", ".", "_"]


@st.composite
def spelt(draw: st.DrawFn) -> str:
    """Return a listed word in some spelling."""
    word = draw(st.sampled_from(WORDS))
    word = draw(st.sampled_from([word, word.upper(), word.title()]))
    form = draw(st.sampled_from(["plain", "wide", "soft", "strong", "code", "comment", "url"]))
    at = draw(st.integers(1, len(word) - 1))
    if form == "wide":
        return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in word)
    if form == "url":
        return f"[x](https://x.y/{quote(word)})"
    between = {"plain": "", "soft": "\u00ad", "comment": "<!-- x -->"}.get(form)
    if between is not None:
        return word[:at] + between + word[at:]
    mark = {"strong": "**", "code": "`"}[form]
    return f"{mark}{word}{mark}"


CONTEXTS = [
    "{}",
    "- item {}\n- more",
    "# {}",
    "| a | b |\n|---|---|\n| {} | c |",
    "> quoted {} so",
    "[link {}](https://x.y)",
    "![alt {}](https://x.y/z.png)",
    "text[^1]\n\n[^1]: note {}",
    "<p>\n{}\n</p>",
    "*emphasis {}*",
]


@given(st.lists(spelt(), min_size=1, max_size=3), st.sampled_from(GAPS), st.sampled_from(CONTEXTS))
@example(["acme", "corp"], "", "{}")
@example(["**acme**", "acme"], "\n", "{}")
def test_no_spelling_of_a_listed_word_is_left(words: list[str], gap: str, context: str) -> None:
    text = context.format(f"so {gap.join(words)} so" if gap else f"so {' '.join(words)} so")
    document, _found = redact(parse(text), REDACTOR)
    markdown = "\n".join(render_blocks(document.children))
    for shown in (markdown, read_as_commonmark(markdown), read_as_mkdocs(markdown)):
        assert_nothing_listed(shown)
    assert redact(document, REDACTOR) == (document, [])


def assert_nothing_listed(shown: str) -> None:
    words = unquote(unescape(re.sub(r"<[^>]*>|[*`]|&lt;!--.*?-->", "", shown)))
    assert REDACTOR.find(words) == []
    assert REDACTOR.find(unquote(shown)) == []


PIECES = st.sampled_from(
    [*WORDS, "x@acme.example", "192.168.0.7", "+49 170 1234567", "555-123-4567", "tel 01234567",
     "12", "ci.corp", "v", "=", "-", ".", "import ", "getAcmeOrders", "and", " ", "\n",
     "\u0301", "•"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=4))
@example(["tel", "01234567"])
@example(["12", "+49 170 1234567", "12"])
def test_texts_looked_through_as_one_hold_what_any_of_them_does(texts: list[str]) -> None:
    if any(REDACTOR.find(text) or REDACTOR.find_in_code(text) for text in texts):
        assert REDACTOR.may_find(texts)
    if any(REDACTOR.find_in_url(text) for text in texts):
        assert REDACTOR.may_find(map(decode_url, texts))


MARKUP = ["*", "**", "`", "\n", "  \n", "<b>", "<!-- x -->", "[x](u)", "\\", "&amp;", "# ", "| a |"]


@given(st.lists(st.one_of(PIECES, st.sampled_from(MARKUP)), max_size=8).map("".join))
def test_a_block_is_looked_through_in_every_way_in_which_it_is_read(text: str) -> None:
    for block in filter(is_read, walk(parse(text))):
        assert {one.text for one in read_block(block)} <= set(texts_of(block))
