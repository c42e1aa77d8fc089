"""The terminal sessions in README, CONTRIBUTING and docs/, read from the pages and run.

A block ``sh`` holds commands that have to succeed, a block ``console`` commands after ``$`` with
what they print. ``…`` stands for what differs from run to run: within a line for any characters,
on a line of its own for any lines. The blocks of a page run in order, in one shell, in a copy of
this repository's demo, or in an empty folder where the page has the comment ``<!-- terminal: in an
empty folder -->``. ``python tests/terminal.py`` writes what was printed where it differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from packaging.utils import canonicalize_name
from terminal_place import ROOT, make_folder

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *sorted(f"docs/{it.name}" for it in ROOT.glob("docs/*.md")),
)
EMPTY = "<!-- terminal: in an empty folder -->"

# What is left out of a block before it runs, and why; everything else runs.
NOT_RUN = {
    'eval "$(_LDBLOG_COMPLETE=zsh_source ldblog)"': "for another shell: test_completion.py",
    "_LDBLOG_COMPLETE=fish_source ldblog | source": "for another shell: test_completion.py",
    "make test": "it runs this",
    ".venv/bin/python -m pytest": "it runs this",
    "make lint": "it takes as long as all pages together",
    "make bench": "it measures for minutes",
    ".venv/bin/ldblog serve": "never ends: test_commands_serve.py",
    "rsync --archive --delete site/ www.example.com:/srv/blog/": "to another machine",
}

# Left out, too, where this Python has other versions than the locked ones.
LOCKED = ".venv/bin/pip install --require-hashes -r constraints.txt"

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>sh|console)\n(?P<body>.*?)^(?P=indent)```$", re.M | re.DOTALL
)
_COMMAND = re.compile(r"(?:.*\\\n)*.*<<'(\w+)'.*\n(?:.*\n)*?\1(?=\n|\Z)|(?:.*\\\n)*.*")
_MARK = "\x1e"


@dataclass(frozen=True)
class Step:
    """Commands, and what they have to print (None: anything, if only they succeed)."""

    code: str
    output: str | None
    line: int


def find_steps(text: str) -> list[Step]:
    """Return what a page says one types, with its line, in order."""
    steps = list[Step]()
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 2
        body = re.sub(rf"^{found['indent']}", "", found["body"], flags=re.M)
        if found["kind"] == "sh":
            steps.append(Step(body, None, line))
            continue
        for part in re.split(r"^(?=\$ )", body, flags=re.M):
            command, _newline, output = part.partition("\n")
            if part:
                steps.append(Step(command.removeprefix("$ "), output, line))
            line += part.count("\n")
    return steps


def list_commands(code: str) -> list[str]:
    """Return the commands of a block, each whole, without what only people read."""
    commands = (found[0] for found in _COMMAND.finditer(code))
    return [command for command in commands if command.strip() and command.strip()[0] != "#"]


def name_of(command: str) -> str:
    """Return a command as the table of what is not run names it: on one line, without a comment."""
    return re.sub(r"\s*\\\n\s*", " ", re.sub(r"\s+# .*", "", command)).strip()


def matches(expected: str, output: str) -> bool:
    """Tell whether a page shows what was printed, but for what ``…`` stands for."""
    lines = (re.escape(line.rstrip()).replace("…", ".*") for line in expected.rstrip().split("\n"))
    pattern = "".join("(?:.*\n)*?" if line == ".*" else f"{line}\n" for line in lines)
    printed = "".join(f"{line.rstrip()}\n" for line in output.rstrip().split("\n"))
    return re.fullmatch(pattern, printed) is not None


def is_locked() -> bool:
    """Tell whether all that is installed here is as constraints.txt has it."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    installed = {canonicalize_name(it.name): it.version for it in distributions()}
    pins = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    return all(installed.get(name) == version for name, version in pins)


def run_page(text: str, where: Path) -> list[tuple[Step, int, str]]:
    """Run the steps of a page; return each with its exit code and what it printed."""
    steps = find_steps(text)
    environment = make_folder(where, is_empty=EMPTY in text)
    left_out = {*NOT_RUN, *([] if is_locked() else [LOCKED])}
    script = ["exec 2>&1 </dev/null\n"]
    for step in steps:
        commands = [it for it in list_commands(step.code) if name_of(it) not in left_out]
        # In one shell, so that a page may change its folder; and/or lists stay as they are.
        guarded = [f"{{\n{command}\n}} || code=$?" for command in commands]
        script.append("\n".join(["code=0", *guarded, f"printf '{_MARK}%s{_MARK}' $code", ""]))
    done = subprocess.run(
        ["bash", "-c", "".join(script)], cwd=where, env=environment, stdout=subprocess.PIPE,
        text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    parts = done.stdout.split(_MARK)
    return [
        (step, int(code), output)
        for step, output, code in zip(steps, parts[::2], parts[1::2], strict=False)
    ]


def find_wrong(text: str, where: Path) -> list[tuple[Step, str]]:
    """Return the steps of a page that do not do what it says, with what they printed."""
    results = run_page(text, where)
    wrong = [
        (step, output)
        for step, code, output in results
        if (code if step.output is None else not matches(step.output, output))
    ]
    return wrong + [(step, "it never ran") for step in find_steps(text)[len(results) :]]


def write_outputs(path: Path) -> None:
    """Write what was printed into a page, where it says something else."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        wrong = find_wrong(text, Path(folder) / "blog")
    lines = text.split("\n")
    for step, output in sorted(wrong, key=lambda one: -one[0].line):
        if step.output is None:
            sys.stdout.write(f"{path}:{step.line}: {step.code}{output}\n")
            continue
        start, count = step.line, step.output.count("\n")
        lines[start : start + count] = output.rstrip().split("\n") if output.strip() else []
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    for page in sys.argv[1:] or PAGES:
        write_outputs(ROOT / page)
