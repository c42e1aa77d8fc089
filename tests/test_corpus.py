"""Real logs: every file of ``../shared/corpus`` is read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.reading.said import awaits_its_day
from ldblog.rules.checks import find_nothing_to_publish
from ldblog.text.lines import split_lines

WORD = re.compile(r"[^\W_]+")
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
FOLDERS = sorted({path.parent for path in CORPUS.rglob("*.md")}) if CORPUS.is_dir() else []


@pytest.mark.skipif(not FOLDERS, reason=f"there is no corpus at {CORPUS}")
def test_every_file_of_the_corpus_is_read_and_its_units_stand_in_it() -> None:
    count = 0
    for path in (path for folder in FOLDERS for path in sorted(folder.glob("*.md"))):
        raw = path.read_bytes()
        log = parse_log("2026-11-20", "asha", path.name, raw)
        units = publish(log).units
        hints = list(find_nothing_to_publish(log, set()))
        assert units or log.is_held_back or hints or awaits_its_day(log), path
        text = raw.decode("utf-8")
        words = {*WORD.findall(text), *WORD.findall(unescape(text))}
        for unit in units:
            assert 1 <= unit.first_line <= unit.last_line <= len(split_lines(text)), path
            said = {word for node in unit.nodes for word in WORD.findall(node.literal)}
            assert said <= words, (path, unit.source)
        count += len(units)
    assert count > 5000
