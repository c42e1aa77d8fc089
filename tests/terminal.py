"""The terminal sessions in README, CONTRIBUTING and docs/, read from the pages and run.

A block ``sh`` holds commands that have to succeed, a block ``console`` commands after ``$`` with
what they print. ``…`` stands for what differs from run to run: within a line for any characters,
on a line of its own for any lines. The blocks of a page run in order, in one shell, in a copy of
this repository's demo, or in an empty folder where the page has the comment ``<!-- terminal: in an
empty folder -->``. ``python tests/terminal.py`` writes what was printed where it differs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *sorted(f"docs/{it.name}" for it in ROOT.glob("docs/*.md")),
)
EMPTY = "<!-- terminal: in an empty folder -->"

# What is left out of a block before it runs, and why; everything else runs.
NOT_RUN = {
    "pip install ldblog": "from the network",
    "pip install -U ldblog": "from the network",
    "cd our-learning-days && make site": "its packages come from the network",
    "ldblog doctor": "of a blog, and the demo is ldblog itself",
    "ldblog doctor --patch | git apply": "of a blog, and the demo is ldblog itself",
    'eval "$(_LDBLOG_COMPLETE=zsh_source ldblog)"': "for another shell",
    "_LDBLOG_COMPLETE=fish_source ldblog | source": "for another shell",
    "ldblog import slack export.zip 2026-11-20 --channel learning-day": "an export is needed",
    "ldblog import geekbot reports.csv 2026-11-20": "an export is needed",
    "make test": "it runs this",
    ".venv/bin/python -m pytest": "it runs this",
    "make lint": "it takes as long as all pages together",
    "make bench": "it measures for minutes",
    "python3 -m venv .venv": "the packages after it come from the network",
    ".venv/bin/pip install --require-hashes -r constraints.txt": "from the network",
    ".venv/bin/pip install --no-deps --no-build-isolation -e .": "changes this Python",
    ".venv/bin/ldblog condense --all": "`make site` has run it",
    ".venv/bin/ldblog build": "`make site` has run it",
    ".venv/bin/ldblog serve": "never ends",
    "rsync --archive --delete site/ www.example.com:/srv/blog/": "to another machine",
    "git filter-repo --invert-paths --path content/logs/2026-11-20/asha.md"
    " --path content/site/posts/2026-11-20.md --path content/base/2026-11-20.md": "not installed",
    "git push --force --mirror": "to another machine",
}

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>sh|console)\n(?P<body>.*?)^(?P=indent)```$", re.M | re.DOTALL
)
_COMMAND = re.compile(r"(?:.*\\\n)*.*<<'(\w+)'.*\n(?:.*\n)*?\1(?=\n|\Z)|(?:.*\\\n)*.*")
# As somebody whose git is set up.
_GIT = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "Asha Rao",
    "GIT_CONFIG_KEY_1": "user.email",
    "GIT_CONFIG_VALUE_1": "asha@example.com",
}
_COMMIT = "git init --quiet -b main && git add --all && git commit --quiet -m 'The demo'"
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


def make_folder(where: Path, *, is_empty: bool) -> dict[str, str]:
    """Make the folder that a page's commands run in; return the environment that they see.

    What would be installed there is this Python, with the modules of this repository.
    """
    programs = where / (".programs" if is_empty else ".venv/bin")
    programs.mkdir(parents=True)
    if not is_empty:
        for name in ("pyproject.toml", "mkdocs.yml", "mkdocs-docs.yml", "Makefile"):
            shutil.copy2(ROOT / name, where / name)
        for name in ("README.md", "CONTRIBUTING.md", "constraints.txt", ".gitignore"):
            shutil.copy2(ROOT / name, where / name)
        for name in ("content", "docs"):
            shutil.copytree(ROOT / name, where / name)
        for name in ("ldblog", "theme", "tests"):
            (where / name).symlink_to(ROOT / name)
        (programs.parent / ".stamp").touch()
    for name, arguments in {"ldblog": "-m ldblog", "mkdocs": "-m mkdocs", "python": ""}.items():
        script = f'#!/bin/sh\nexec {sys.executable} {arguments} "$@"\n'
        (programs / name).write_text(script, encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(where),
        "LC_ALL": "C.UTF-8",
        "EDITOR": "true",
        **_GIT,
    }
    if not is_empty:
        subprocess.run(["bash", "-c", _COMMIT], cwd=where, env=environment, check=True)
    return environment


def run_page(text: str, where: Path) -> list[tuple[Step, int, str]]:
    """Run the steps of a page; return each with its exit code and what it printed."""
    steps = find_steps(text)
    environment = make_folder(where, is_empty=EMPTY in text)
    script = ["exec 2>&1 </dev/null\n"]
    for step in steps:
        commands = [it for it in list_commands(step.code) if name_of(it) not in NOT_RUN]
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
