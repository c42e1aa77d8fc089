"""What README, CONTRIBUTING and docs/ say one types is typed here, and prints what they say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from terminal import (
    EMPTY,
    LOCKED,
    NOT_RUN,
    PAGES,
    Step,
    find_steps,
    find_wrong,
    list_commands,
    matches,
    name_of,
    write_outputs,
)
from terminal_place import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}


def is_run(text: str) -> bool:
    commands = (it for step in find_steps(text) for it in list_commands(step.code))
    return any(name_of(command) not in NOT_RUN for command in commands)


@pytest.mark.skipif(sys.platform == "win32", reason="a page's commands are for a shell like bash")
@pytest.mark.xdist_group("terminal")
@pytest.mark.parametrize("page", [page for page, text in TEXTS.items() if is_run(text)])
def test_the_commands_of_a_page_do_what_it_says(page: str, tmp_path: Path) -> None:
    wrong = find_wrong(TEXTS[page], tmp_path / "blog")
    said = [f"{page}:{step.line}: {step.code}\n{output}" for step, output in wrong]
    assert said == [], "\n".join([*said, "python tests/terminal.py writes what was printed"])


def test_nothing_is_left_out_that_no_page_has() -> None:
    steps = (step for text in TEXTS.values() for step in find_steps(text))
    commands = {name_of(command) for step in steps for command in list_commands(step.code)}
    assert {*NOT_RUN, LOCKED} - commands == set()


def test_what_ci_runs_and_no_test_can_is_what_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert {"make lint", "make test"} <= {*ci} & {*NOT_RUN}


def test_commands_and_what_they_print_are_found_with_their_lines() -> None:
    page = """\
        # A page

        ```sh
        one && \\
          two  # a comment
        ```

        1. In a list:

            ```console
            $ three
            said
            $ four
            ```

        ```yaml
        five: 5
        ```
        """
    text = "\n".join(line.removeprefix("        ") for line in page.splitlines())
    assert find_steps(text) == [
        Step("one && \\\n  two  # a comment\n", None, 4),
        Step("three", "said\n", 11),
        Step("four", "", 13),
    ]


def test_a_command_over_several_lines_and_one_with_its_input_are_whole() -> None:
    code = "# first\none \\\n  more  # why\n\ncat > file <<'END'\n$ text\n# text\nEND\nlast\n"
    commands = list_commands(code)
    assert commands == ["one \\\n  more  # why", "cat > file <<'END'\n$ text\n# text\nEND", "last"]
    assert name_of(commands[0]) == "one more"


@pytest.mark.parametrize(
    ("expected", "output", "is_right"),
    [
        ("one\ntwo\n", "one\ntwo\n", True),
        ("one\n", "one  \n\n", True),
        ("", "", True),
        ("", "one\n", False),
        ("one\n", "one\ntwo\n", False),
        ("one\ntwo\n", "one\n", False),
        ("took … s (a)\n", "took 0.3 s (a)\n", True),
        ("took … s (a)\n", "took 0.3 s (b)\n", False),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("one\n…\nfour\n", "one\nfour\n", True),
        ("one\n…\n", "two\n", False),
    ],
)
def test_what_is_shown_is_what_is_printed_but_for_what_is_left_open(
    expected: str, output: str, is_right: bool
) -> None:
    assert matches(expected, output) is is_right


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("```sh\ntrue\nfalse\ntrue\n```\n", [""]),
        ("```sh\nfalse || true\n```\n", []),
        ("```sh\ncd ..\n```\n\n```console\n$ ls -d blog\nblog\n```\n", []),
        ("```console\n$ echo one\ntwo\n```\n", ["one\n"]),
        ("```console\n$ sh -c 'exit 3'; echo $?\n3\n```\n", []),
        ("```sh\nexit\n```\n", ["it never ran"]),
    ],
)
def test_a_page_that_says_something_else_is_found(
    block: str, said: list[str], tmp_path: Path
) -> None:
    wrong = find_wrong(f"{EMPTY}\n\n{block}", tmp_path / "blog")
    assert [output for _step, output in wrong] == said


def test_what_is_printed_is_written_where_a_page_says_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    console = "```console\n$ echo 1 2\n1 …\n$ echo 3\n{}$ true\n{}```\n"
    text = f"{EMPTY}\n\n{console}\n```sh\nfalse\n```\n"
    page.write_text(text.format("4\n5\n", "6\n"), encoding="utf-8")
    write_outputs(page)
    assert page.read_text(encoding="utf-8") == text.format("3\n", "")
    assert capsys.readouterr().out == f"{page}:14: false\n\n"
