"""Print how long Markdown parsers with source positions take for a folder of real logs.

    python benchmarks/parsers.py [FOLDER] [--runs N]

FOLDER holds .md files (default: ../shared/corpus beside the project, else content/logs). Medians of
several runs, the parsers in turn; one that is not installed is passed over with a word.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.text.markdown import _EXTENSIONS, _OPTIONS, parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(arguments.folder.rglob("*.md"))
    ]
    parsers = {name: made for name, make in MAKERS.items() if (made := make())}
    times: dict[str, list[float]] = {name: [] for name in parsers}
    for _ in range(arguments.runs):
        for name, run in parsers.items():
            start = time.perf_counter()
            for text in texts:
                run(text)
            times[name].append(time.perf_counter() - start)
    print(
        f"{len(texts)} files, {sum(map(len, texts)):,} characters, {arguments.runs} runs, medians"
    )
    fastest = min(statistics.median(taken) for taken in times.values())
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<16} {median:6.3f} s   {median / fastest:6.1f} x")


def make_comrak() -> Callable[[str], object] | None:
    comrak = importlib.import_module("comrak")
    return lambda text: comrak.parse_document(text, _EXTENSIONS, _OPTIONS)


def make_ours() -> Callable[[str], object] | None:
    return parse


def make_pyromark() -> Callable[[str], object] | None:
    try:
        pyromark = importlib.import_module("pyromark")
    except ImportError:
        print("pyromark is not installed here")
        return None
    names = ("TABLES", "STRIKETHROUGH", "TASKLISTS", "FOOTNOTES", "MATH")
    options = pyromark.Options(0)
    for name in names:
        options |= getattr(pyromark.Options, f"ENABLE_{name}")
    return lambda text: list(pyromark.events_with_range(text, options=options))


def make_markdown_it() -> Callable[[str], object] | None:
    try:
        markdown_it = importlib.import_module("markdown_it")
    except ImportError:
        print("markdown-it-py is not installed here")
        return None
    parse: Callable[[str], object] = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse
    return parse


MAKERS = {
    "comrak": make_comrak,
    "comrak to Node": make_ours,
    "pyromark": make_pyromark,
    "markdown-it-py": make_markdown_it,
}

if __name__ == "__main__":
    main()
