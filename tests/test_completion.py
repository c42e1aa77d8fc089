"""Completion in shells, as docs/editors.md says to switch it on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "editors.md"


def ask(**variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ldblog"],
        env=os.environ | variables,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_documented_words_print_a_script_for_each_shell(shell: str) -> None:
    if shell == "bash" and not Path("/bin/bash").exists():
        pytest.skip("Click asks bash for its version")
    page = PAGE.read_text(encoding="utf-8")
    assert f"_LDBLOG_COMPLETE={shell}_source" in page
    script = ask(_LDBLOG_COMPLETE=f"{shell}_source")
    assert f"_LDBLOG_COMPLETE={shell}_complete" in script
    assert "ldblog" in script


@pytest.mark.parametrize(
    ("words", "position", "completed"),
    [
        ("ldblog con", "1", ["condense"]),
        ("ldblog schema s", "2", ["session"]),
        ("ldblog doctor --p", "2", ["--patch"]),
        ("ldblog condense --on-conflict th", "3", ["theirs"]),
    ],
)
def test_commands_options_and_their_values_are_completed(
    words: str, position: str, completed: list[str]
) -> None:
    said = ask(_LDBLOG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=position)
    assert re.findall(r"^plain,(.*)$", said, re.MULTILINE) == completed
