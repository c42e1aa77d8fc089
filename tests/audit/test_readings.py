"""What a text says to who looks closely."""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.audit.readings import read_closely

SAID = "The heating never worked"


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "<p>The <em>heat</em>ing\n never</p><p>worked",
        f"<a title='{SAID}'>a</a>",
        f"<a title={quote(SAID)}>a</a>",
        escape(f"<p>{escape(SAID)}</p>"),
        f"<!-- {SAID} -->",
        f'{{"a": "{SAID}"}}',
        r'{"a": "\u003cp\u003eThe\nheating \u{0006e}ever\x20worked"}',
        r"a \ud800 The heating never worked \u{fffffff}",
        quote(SAID, safe=""),
        quote_plus(SAID),
        "<p>The</p><p>heating</p>never<br>worked",
        "<td>The</td><td><b>heating</b></td><td>never</td><td>worked</td>",
        f"x{b64encode(SAID.encode()).decode()}",
        f"data:{urlsafe_b64encode(('ÿÿÿ ' + SAID).encode()).decode()}",
        b64encode(b"\xff\xfe" + SAID.encode()).decode(),
        f'for (i=0; i<n; i++) {{ say("{SAID}") }} if (a>b) {{}}',
        escape(f"<{SAID}>"),
        b64encode(SAID.encode()).decode()[:16] + "\n" + b64encode(SAID.encode()).decode()[16:],
    ],
)
def test_words_are_read_however_they_are_written(text: str) -> None:
    said = [" ".join(re.findall(r"\w+", it)) for it in read_closely(text)]
    assert any(SAID in it for it in said), said


def test_a_tag_cuts_a_word_or_stands_between_two() -> None:
    assert read_closely("<a>raft</a><a>acme</a>")[:2] == ["raftacme", " raft  acme "]


def test_markup_in_markup_in_markup_is_read_as_text_in_the_end() -> None:
    text = SAID
    for _ in range(4):
        text = f"<p>{escape(text)}"
    assert f"<p>{SAID}" in "".join(read_closely(text))


def test_a_letter_that_is_written_as_an_entity_is_part_of_a_word_that_a_tag_cuts() -> None:
    assert " é  acme " in read_closely("<a>&eacute;</a><a>acme</a>")


def test_what_tags_say_to_browsers_alone_is_not_read() -> None:
    assert read_closely('<p class="acme" data-md-color="acme" name=acme>a</p>') == [" a ", ""]


@pytest.mark.parametrize("text", ["\\", "{\\", "%zz", "<", "<a", "<a b='", "&#x;"])
def test_what_is_broken_is_read_as_it_stands(text: str) -> None:
    assert read_closely(text)[0].strip() in {text.strip(), "\ufffd", text}


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert read_closely(text)


@given(st.integers(0, 9), st.text("abc dé", min_size=20, max_size=60).filter(str.strip))
def test_base64_is_read_from_any_place_on(before: int, words: str) -> None:
    said = "Xy" + words + "zzzzzz"
    text = "A" * before + b64encode(said.encode()).decode()
    assert any(words[2:-2] in it for it in read_closely(text)) or not said.isascii()
