"""Secrets in a text however they are written, what allows them, and texts without them."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokens import make_key, make_token

from ldblog.reading.logs import parse_log
from ldblog.secrets.search import find_secrets, lines_with, mask

TOKEN = make_token("ghp_")
HALF = len(TOKEN) // 2
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "logs"


def encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def percent(text: str) -> str:
    return "".join(f"%{ord(mark):02x}" for mark in text)


WRAPPED = encode(f"some words before it, so that it fills two lines: {TOKEN} and after")
WRITTEN = {
    "plain": f"the token is {TOKEN}",
    "bold": f"the **{TOKEN}**",
    "code": f"run `curl -H {TOKEN}`",
    "fence": f"```sh\nexport T={TOKEN}\n```",
    "indented": f"x\n\n    {TOKEN}\n",
    "target": f"[x](https://x.example/?t={TOKEN})",
    "target of percents": f"[x](https://x.example/{percent(TOKEN)})",
    "title": f'[x](https://x.example "{TOKEN[:3]}&#95;{TOKEN[4:]}")',
    "alt": f"![{TOKEN}](asha/x.png)",
    "escaped": TOKEN.replace("_", "\\_"),
    "escaped and bold": f"**{TOKEN[:3]}\\_{TOKEN[4:]}**",
    "split by markup": f"**{TOKEN[:8]}**{TOKEN[8:]}",
    "wrapped": f"- the token is {TOKEN[:HALF]}\n  {TOKEN[HALF:]}",
    "wrapped with a break": f"{TOKEN[:HALF]}\\\n{TOKEN[HALF:]}",
    "wrapped code": f"```\n{TOKEN[:HALF]}\n{TOKEN[HALF:]}\n```",
    "cell": f"| a |\n|---|\n| {TOKEN} |",
    "zero-width": f"{TOKEN[:HALF]}\u200b{TOKEN[HALF:]}",
    "zero-width code": f"```\n{TOKEN[:HALF]}\u2060{TOKEN[HALF:]}\n```",
    "comment": f"<!-- {TOKEN} -->",
    "internal": f"<!-- internal -->\n{TOKEN}\n<!-- /internal -->",
    "base64": encode(TOKEN),
    "base64 of base64": encode(encode(TOKEN)),
    "base64 for addresses": base64.urlsafe_b64encode(f"??>>{TOKEN}".encode()).decode(),
    "base64 of a line": f"x\n\n    {WRAPPED[:64]}\n    {WRAPPED[64:]}\n",
    "percents": percent(TOKEN),
    "hex": TOKEN.encode().hex(),
    "entities": "".join(f"&#{ord(mark)};" for mark in TOKEN),
    "front matter": f"---\ntitle: {TOKEN}\n---\nx",
    "windows": f"a\r\n{TOKEN}\r\nb",
    "quoted key": "\n".join(f"> {line}" for line in make_key().split("\n")),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_secret_is_found_however_it_is_written(name: str) -> None:
    text = WRITTEN[name]
    findings = find_secrets(text)
    assert len(findings.secrets) == 1
    secret = findings.secrets[0]
    assert secret.rule in {"github-pat", "private-key"}
    masked = mask(text, findings.secrets)
    assert find_secrets(masked).secrets == ()
    assert TOKEN not in masked + repr(findings) + secret.excerpt


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"é 😀 x\nthe {TOKEN}", (2, 5, 2)),
        (f"x\n\n- the {TOKEN[:HALF]}\n  {TOKEN[HALF:]}", (3, 3, 4)),
        (f"x\n{encode(TOKEN)} y", (2, 1, 2)),
        (f"```\nx\n{TOKEN[:HALF]}\n{TOKEN[HALF:]}\n```", (3, 1, 4)),
        (f"x\n\n    {TOKEN[:HALF]}\n    {TOKEN[HALF:]}\n", (3, 1, 4)),
    ],
)
def test_a_secret_has_its_line_and_column(text: str, place: tuple[int, int, int]) -> None:
    (secret,) = find_secrets(text).secrets
    assert (secret.line, secret.column, secret.last_line) == place
    assert lines_with([secret]) == set(range(place[0], place[2] + 1))


def test_a_value_of_front_matter_is_read_as_yaml_reads_it() -> None:
    text = f'---\nlinks: {{a: ["\\x67{TOKEN[1:]}"], b: 1}}\ntitle: "\\x67{TOKEN[1:]}"\n---\nx\n'
    log = parse_log("2026-11-20", "asha", "asha.md", text.encode())
    secrets = find_secrets(log.text, (), log.document, log.front_matter).secrets
    assert [(one.line, one.column) for one in secrets] == [(2, 1), (3, 1)]


@pytest.mark.parametrize(
    ("secret", "excerpt"),
    [(TOKEN, "ghp_••••"), (make_key(), "-----BEGIN••••"), ("password: Zk8pQ2vN5wL9x", "••••")],
)
def test_an_excerpt_shows_the_kind_at_most(secret: str, excerpt: str) -> None:
    assert [one.excerpt for one in find_secrets(secret).secrets] == [excerpt]


def test_what_several_rules_find_is_one_secret_and_two_are_two() -> None:
    header = f'curl -H "Authorization: Bearer {TOKEN}" https://x.example'
    assert len(find_secrets(header).secrets) == 1
    two = f"{TOKEN} and {make_token('ghp_', seed=2)}"
    assert len(find_secrets(two).secrets) == 2


def test_overlapping_secrets_are_masked_as_one() -> None:
    text = f"{TOKEN.replace('_', chr(92) + '_')} {make_token('ghp_', seed=2)} tail"
    assert mask(text, find_secrets(text).secrets) in {"ghp_••••", "ghp_•••• tail"}


ALLOWED = {
    "beside": f"{TOKEN} <!-- allow-secret: documented -->",
    "above": f"<!-- allow-secret: documented -->\n{TOKEN}",
    "above, with a gap": f"<!-- allow-secret: documented -->\n\n{TOKEN}",
    "above in a list": f"- <!-- allow-secret: documented -->\n  {TOKEN}",
    "in capitals": f"{TOKEN} <!-- Allow-Secret: documented -->",
    "without a colon": f"{TOKEN} <!-- allow-secret documented -->",
    "a block": f"<!-- allow-secret: a -->\n```\nx\n{TOKEN}\n{TOKEN}\n```",
    "a quoted block": f"> <!-- allow-secret: a -->\n> ```\n> {TOKEN}\n> ```",
    "an indented block": f"<!-- allow-secret: a -->\n\n    x\n    {TOKEN}\n",
    "a key": f"<!-- allow-secret: a -->\n{make_key()}",
    "front matter": f"---\ntitle: {TOKEN} # allow-secret: a\n---\nx",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_comment_with_a_reason_allows_what_it_stands_next_to(name: str) -> None:
    findings = find_secrets(ALLOWED[name])
    assert (findings.secrets, findings.unused) == ((), ())
    assert findings.allowed


@pytest.mark.parametrize(
    ("text", "has_reason"),
    [
        (f"{TOKEN} <!-- allow-secret -->", False),
        (f"{TOKEN} <!-- allow-secret: - -->", False),
        (f"<!-- allow-secret: a -->\nx\n{TOKEN}", True),
        (f"<!-- allow-secret: a -->\n```\nx\n```\n{TOKEN}", True),
        (f"x <!-- allow-secret: a -->\n{TOKEN}", True),
        (f"{TOKEN}\n<!-- allow-secret: a -->\n", True),
    ],
)
def test_a_comment_without_reason_or_elsewhere_allows_nothing(text: str, has_reason: bool) -> None:
    findings = find_secrets(text)
    assert len(findings.secrets) == 1
    assert [one.has_reason for one in findings.unused] == [has_reason]


@pytest.mark.parametrize(
    "text",
    [
        f"`<!-- allow-secret: a -->` {TOKEN}",
        f"```\n<!-- allow-secret: a -->\n{TOKEN}\n```",
        f"# allow-secret: a\n{TOKEN}",
        f"{TOKEN} <!-- see allow-secret: a -->",
    ],
)
def test_what_is_no_comment_allows_nothing_and_is_not_told(text: str) -> None:
    findings = find_secrets(text)
    assert (len(findings.secrets), findings.unused) == (1, ())


def test_a_text_that_nests_too_deeply_is_searched_by_its_letters() -> None:
    text = f"{'>' * 1000}\n{TOKEN} <!-- allow-secret: a -->"
    assert len(find_secrets(text).allowed) == 1


LONG = ["a", "%41", "&amp;", "&", "%", "QUJD", "ab", "word\n", "key = Ab3Ab3Ab3\n", "\u200b"]
LONG += [f"{TOKEN} ", "<!-- allow-secret", "<!-- allow-secret: x -->\n", "a://b:c", "\\_a"]


@pytest.mark.parametrize("part", [*LONG, "QUJD" * 20 + "\n"])
def test_a_long_text_takes_no_more_than_its_length(part: str) -> None:
    text = part * (60_000 // len(part))
    start = time.process_time()
    find_secrets(text)
    assert time.process_time() - start < 5


PARTS = [*"\n`> -*_[]()&#;%<!é\r", TOKEN, TOKEN[:HALF], TOKEN[HALF:], "<!-- allow-secret: x -->"]


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_no_masked_text_holds_a_secret_letter_by_letter(text: str) -> None:
    findings = find_secrets(text)
    if findings.secrets and not findings.allowed:
        assert TOKEN not in mask(text, findings.secrets)


@given(st.text(alphabet=st.characters()) | st.text(alphabet="ab%41&#;\\`*_>-[]()! \t\n\r\u200b"))
def test_any_text_can_be_searched(text: str) -> None:
    found = find_secrets(text, (("letter", "b"),))
    for one in (*found.secrets, *found.allowed):
        assert 0 <= one.start <= one.end
        assert one.line <= one.last_line


def test_words_around_markup_are_no_secrets() -> None:
    text = """
    ---
    title: Passwords and tokens
    ---
    The **password**: never in a log. Set `PASSWORD=$PASSWORD`, or [a token](https://x.example/a%20b).

    Authorization: Bearer &lt;token&gt;

    sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """
    assert find_secrets(dedent(text)).secrets == ()


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no corpus at {CORPUS}")
def test_real_logs_raise_next_to_no_false_alarm() -> None:
    paths = sorted(CORPUS.glob("*/*.md"))
    held = [path for path in paths if find_secrets(path.read_text(encoding="utf-8")).secrets]
    assert len(held) <= len(paths) / 200
