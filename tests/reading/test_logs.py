"""From bytes to a log, whatever the bytes are."""

from __future__ import annotations

import datetime
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldblog.days import parse_date
from ldblog.privacy.publish import publish
from ldblog.reading.formats import LogMeta
from ldblog.reading.logs import MAX_BYTES, Log, parse_log, parse_session_file
from ldblog.reading.values import Artefact

SECRET_MARKDOWN = st.text(alphabet=st.sampled_from("ab #-*>`~|[]()!<>_$:\\.\n\r\t1=+&é学"))


def read(raw: bytes) -> Log:
    return parse_log("2026-11-20", "asha", "asha.md", raw)


def findings(raw: bytes) -> list[str]:
    return [f"{one.code} {one.line}:{one.column} {one.message}" for one in read(raw).diagnostics]


@pytest.mark.parametrize(
    "raw",
    [
        b"One line",
        b"Day 3: January 5\n\n- \xf0\x9f\x8e\x89 emoji\n",
        "学んだこと。\n".encode(),
        b"<p>HTML</p>\n",
        b"    code without a language\n",
        b"***\n",
        b"---\ntags: raft, consensus\n---\nx\n",
        b"\n---\n\nA rule after an empty line.\n",
        b"a form feed \x0c and a vertical tab \x0b\n",
    ],
)
def test_any_markdown_is_a_log(raw: bytes) -> None:
    assert findings(raw) == []
    assert not read(raw).is_held_back


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"caf\xe9\n", "LD001 1:4 byte 3 (0xe9) is not UTF-8 (save as UTF-8)"),
        (b"ok\r\nca\xff", "LD001 2:3 byte 6 (0xff) is not UTF-8 (save as UTF-8)"),
        ("héé".encode()[:-1], "LD001 1:3 byte 3 (0xc3) is not UTF-8 (save as UTF-8)"),
        ("x".encode("utf-16"), "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)"),
        (
            b"\xfe\xff" + "x".encode("utf-16-be"),
            "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)",
        ),
        ("x".encode("utf-32"), "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)"),
        (
            b"\0\0\xfe\xff" + "x".encode("utf-32-be"),
            "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)",
        ),
        (
            "# Raft".encode("utf-16-le"),
            "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)",
        ),
        (
            "# Raft".encode("utf-32-be"),
            "LD002 1:1 the file is UTF-16 or UTF-32 (save it as UTF-8)",
        ),
        (b"one\ntwo\0", "LD003 2:4 there is a NUL byte (restore the file, or remove the byte)"),
        (b"", "LD013 1:1 the log is empty (write a line, or delete it)"),
        (b" \n\t\n", "LD013 1:1 the log is empty (write a line, or delete it)"),
        (b"---\ntags: []\n---\n", "LD013 1:1 the log is empty (write a line, or delete it)"),
        (
            b"x" * (MAX_BYTES + 1),
            "LD010 1:1 the file is over 1 MiB (attach or link what is not the log)",
        ),
        (b">" * 501, "LD016 1:1 the text nests too deeply (remove the nesting)"),
        (b"- " * 101 + b"x", "LD016 1:1 the text nests too deeply (remove the nesting)"),
        (b"*_" * 10_000, "LD016 1:1 the text nests too deeply (remove the nesting)"),
    ],
)
def test_bad_input_is_one_error_with_its_place(raw: bytes, expected: str) -> None:
    assert findings(raw) == [expected]
    log = read(raw)
    assert log.is_held_back
    assert publish(log).units == ()


def test_a_file_of_just_1_mib_is_read() -> None:
    assert findings(b"x" * MAX_BYTES) == []


def test_many_paragraphs_with_many_brackets_are_no_bomb_whatever_ends_their_lines() -> None:
    text = "[a] " * 50 + "\n\n"
    assert findings((text * 300).encode()) == []
    codes = {code.split()[0] for code in findings((text * 300).replace("\n", "\r\n").encode())}
    assert codes == {"LD022"}


def test_a_byte_order_mark_does_not_hide_front_matter() -> None:
    raw = b"\xef\xbb\xbf---\nshare: internal\n---\nx\n"
    assert findings(raw) == [
        "LD021 1:1 the file begins with a byte-order mark (save it as plain UTF-8)"
    ]
    assert read(raw).meta.share == "internal"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_read_with_the_same_lines(end: str) -> None:
    text = "---\ntags: [a]\nshare: anonymous\n---\n## Learned\n\nOne.\n\n- two\n"
    plain, other = read(text.encode()), read(text.replace("\n", end).encode())
    assert other.meta == plain.meta
    places = [(unit.first_line, unit.last_line, unit.text) for unit in publish(plain).units]
    assert [(one.first_line, one.last_line, one.text) for one in publish(other).units] == places
    assert [one.code for one in other.diagnostics] == ["LD022"]


def test_all_front_matter_is_read() -> None:
    text = """\
    ---
    title: Raft, again
    tags: [raft, distributed-systems, raft]
    kind: Reimplementation
    outcome: failed
    with: "@bo, jun"
    artefacts:
      - {title: tiny-raft, url: https://example.com/tiny-raft, kind: code}
      - https://example.com/slides/
    share: anonymous
    form: post
    ---
    x
    """
    log = read(dedent(text).encode())
    assert log.diagnostics == ()
    assert log.meta == LogMeta(
        title="Raft, again",
        tags=("raft", "distributed-systems"),
        kind="reimplementation",
        outcome="failed",
        with_=("bo", "jun"),
        artefacts=(
            Artefact("tiny-raft", "https://example.com/tiny-raft", "code"),
            Artefact("example.com/slides", "https://example.com/slides/"),
        ),
        share="anonymous",
        form="post",
    )


def test_several_errors_of_one_file_are_all_told() -> None:
    raw = b"\xef\xbb\xbf---\nkind: poem\nform: song\n---\r\n"
    assert [one.code for one in read(raw).diagnostics] == ["LD021", "LD008", "LD008", "LD022"]


def test_prose_about_sharing_is_no_front_matter() -> None:
    raw = b"I learned that share: internal hides it.\n\n```\nshare: internal\n```\n"
    assert findings(raw) == []


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2026-11-20", datetime.date(2026, 11, 20)),
        ("2024-02-29", datetime.date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("20261120", None),
        ("2026-W47-5", None),
        ("٢٠٢٦-١١-٢٠", None),
        ("2026-11-20\n", None),
        ("drafts", None),
    ],
)
def test_a_session_is_named_by_a_date_that_exists(name: str, date: datetime.date | None) -> None:
    assert parse_date(name) == date


def test_a_session_file_has_a_title_a_theme_and_opening_words() -> None:
    host = parse_session_file(
        "2026-11-20", "session.md", b"---\ntitle: T\ntheme: Storage\n---\nWelcome.\n"
    )
    assert (host.meta.title, host.meta.theme) == ("T", "Storage")
    assert host.opening is not None
    assert [unit.text for unit in publish(host.opening).units] == ["Welcome."]


def test_an_empty_session_file_is_fine() -> None:
    assert parse_session_file("2026-11-20", "session.md", b"").diagnostics == ()


@pytest.mark.parametrize(
    "raw", [b"---\ntitle: [a]\n---\nx\n", b"\xff", b"---\nshare: internal\n---\nx\n"]
)
def test_a_session_file_with_an_error_says_nothing(raw: bytes) -> None:
    host = parse_session_file("2026-11-20", "session.md", raw)
    assert [one.severity for one in host.diagnostics] == ["error"]
    assert (host.meta.title, host.opening) == ("", None)


@given(st.binary(max_size=300))
@example(b"---\n\xff")
def test_any_bytes_are_read_and_published_without_an_exception(raw: bytes) -> None:
    log = read(raw)
    publish(log)
    count = raw.count(b"\n") + raw.count(b"\r") + 1
    assert all(1 <= one.line <= count and one.column >= 1 for one in log.diagnostics)


@given(SECRET_MARKDOWN)
def test_any_text_is_read_and_its_units_lie_inside_it(text: str) -> None:
    log = read(text.encode())
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for unit in publish(log).units:
        assert 1 <= unit.first_line <= unit.last_line <= count


@given(st.text())
def test_front_matter_of_any_text_is_read_or_refused(text: str) -> None:
    log = read(f"---\n{text}\n---\nwords\n".encode("utf-8", "surrogatepass"))
    publish(log)
