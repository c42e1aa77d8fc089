"""How a finding is printed, whoever named the file and wrote the words."""

from __future__ import annotations

import json

from ldblog.diagnostics import (
    Diagnostic,
    Severity,
    has_errors,
    printable,
    render_github,
    render_json,
    render_text,
)

PLAIN = Diagnostic("content/a.md", 3, 7, "LD001", "byte 9 is not UTF-8", Severity.ERROR)
HOSTILE = Diagnostic(
    "a,b:c%\n::error::\x1b[31m\udcff.md", 1, 1, "LD020", "100%\r\n::set-output::x", Severity.WARNING
)


def test_only_errors_are_errors() -> None:
    assert not has_errors([HOSTILE])
    assert has_errors([HOSTILE, PLAIN])


def test_what_is_plain_is_printed_as_it_is() -> None:
    assert render_text(PLAIN) == "content/a.md:3:7: LD001 byte 9 is not UTF-8"
    assert render_github(PLAIN) == (
        "::error file=content/a.md,line=3,col=7,title=LD001::byte 9 is not UTF-8"
    )


def test_a_hint_is_a_notice_to_github() -> None:
    hint = Diagnostic("a.md", 1, 1, "LD032", "say why", Severity.HINT)
    assert render_github(hint) == "::notice file=a.md,line=1,col=1,title=LD032::say why"


def test_json_has_all_of_it() -> None:
    assert json.loads(render_json([PLAIN])) == [
        {
            "path": "content/a.md",
            "line": 3,
            "column": 7,
            "code": "LD001",
            "severity": "error",
            "message": "byte 9 is not UTF-8",
        }
    ]


def test_words_of_any_script_are_printable() -> None:
    text = "Zoë schrieb „ja“, 学んだ, मैंने 🙂"
    assert printable(text) == text


def test_what_could_forge_a_line_or_a_command_is_escaped() -> None:
    path = r"a,b:c%\n::error::\x1b[31m\udcff.md"
    assert render_text(HOSTILE) == f"{path}:1:1: LD020 100%\\r\\n::set-output::x"
    assert render_github(HOSTILE) == (
        r"::warning file=a%2Cb%3Ac%25\n%3A%3Aerror%3A%3A\x1b[31m\udcff.md,line=1,col=1,"
        r"title=LD020::100%25\r\n::set-output::x"
    )
    assert json.loads(render_json([HOSTILE]))[0]["path"] == path
    render_json([HOSTILE]).encode("utf-8")
