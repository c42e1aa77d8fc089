"""Canaries: a sentence of its own in every place that is held back, looked for in a real build."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from ahocorasick_rs import AhoCorasick

from ldblog.audit.audit import audit_site
from ldblog.config import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("audit")
_FRONT_MATTER = re.compile(r"\A---\n(?P<block>.*?)^---\n", re.DOTALL | re.MULTILINE)
_PROSE = re.compile(r"(?m)^(?![ \t>#`|<-]|\d|\*|---)(?=.*\w{4}.*\w{4})(.{60,})$")


class Planted(NamedTuple):
    """A blog with canaries: the word that is in each, and what its build said."""

    root: Path
    words: list[str]
    places: dict[str, int]
    output: str


class Canaries:
    """Makes sentences of their own, and counts the kinds of places they are put in."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.places: dict[str, int] = {}
        self._letters = map("".join, itertools.product("bcdfghjk", "aeiou", "lmnprst", "aeiou"))

    def word(self, place: str) -> str:
        """Return a word that is nowhere else."""
        self.words.append(f"zq{next(self._letters)}xq")
        self.places[place] = self.places.get(place, 0) + 1
        return self.words[-1]

    def say(self, place: str) -> str:
        """Return a sentence that is nowhere else."""
        return f"The canary {self.word(place)} sings in the cellar"


def plant_in_log(text: str, canaries: Canaries) -> str:
    """Return a log with canaries in all places of it that are never published."""
    say = canaries.say
    found = _FRONT_MATTER.match(text)
    block = found["block"] if found else ""
    body = text[found.end() :] if found else text
    body = plant_in_prose(body, canaries)
    return (
        f"---\n{block}mood: {say('unknown key')}\n"
        f"notes:\n  - {say('unknown key')}\n  - deep: {{er: {say('unknown key')}}}\n"
        f"# {say('comment of YAML')}\n---\n"
        f"<!-- {say('comment')} -->\n\n"
        f"## Plan\n\n{say('plan')}.\n\n{body}\n\n"
        f"- dropped: {say('dropped by hand')} <!-- drop -->\n\n"
        f"<!-- internal -->\n{say('internal block')}.\n\n"
        f'![{say("alternative text")}](https://example.com/a.png "{say("title of a picture")}")\n'
        f"<!-- /internal -->\n\n"
        f"## Feedback\n\n- {say('feedback')}\n- **{say('feedback')}**, [{say('link')}]"
        f"(https://{canaries.word('address')}.example/)\n\n"
        f"## Next steps\n\n1. {say('next')}\n\n```\n{say('code in a held part')}\n```\n\n"
        f"## Internal\n\n> {say('quote in a held part')}\n\n| {say('table')} | b |\n|---|---|\n"
        f"| {say('table')} | c |\n"
    )


def plant_in_prose(body: str, canaries: Canaries) -> str:
    """Return a body with an internal stretch and a comment within each of its paragraphs."""

    def plant(line: re.Match[str]) -> str:
        first, _, rest = line[1].partition(" ")
        hidden = f"<!-- internal --> {canaries.say('internal words')} <!-- /internal -->"
        return f"{first} {hidden} {rest} <!-- {canaries.say('comment')} -->"

    pieces = re.split(r"(^```.*?^```)", body, flags=re.DOTALL | re.MULTILINE)
    return "".join(
        piece if piece.startswith("```") else _PROSE.sub(plant, piece) for piece in pieces
    )


def plant(root: Path) -> Canaries:
    """Put canaries into all that a copy of the demo keeps from the public."""
    canaries = Canaries()
    for path in sorted((root / "content/logs").glob("*/*.md")):
        if path.name != "session.md":
            path.write_text(plant_in_log(path.read_text("utf-8"), canaries), encoding="utf-8")
    for folder in sorted((root / "content/logs").iterdir()):
        whole = {
            "wholly": f"---\nshare: internal\ntitle: {canaries.say('title')}\n---\n"
            f"- {canaries.say('internal log')}\n",
            "wrong": f"---\nkind: poem\n---\n- {canaries.say('log with an error')}\n",
        }
        for name, text in whole.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        attached = folder / "asha"
        attached.mkdir(exist_ok=True)
        (attached / "notes.txt").write_text(canaries.say("attachment"), encoding="utf-8")
    names = [canaries.word("name in people.yml").title() for _ in range(6)]
    with (root / "content/people.yml").open("a", encoding="utf-8") as people:
        people.write(f"# {canaries.say('comment in people.yml')}\n")
        for name in names:
            link = f"https://example.com/{canaries.word('link in people.yml')}"
            people.write(f"{name.lower()}:\n  name: {name} {name}\n  links: {{web: {link}}}\n")
        people.write(f"wholly: {{name: {canaries.word('name')} Wholly, appear: anonymous}}\n")
        people.write(f"wrong: {{name: {canaries.word('name')} Wrong, appear: {{as: The Wrong}}}}\n")
    listed = canaries.word("listed word")
    (root / "content/redact.yml").write_text(
        f"# {canaries.say('comment in redact.yml')}\ncustomers:\n  {listed}: a client\n",
        encoding="utf-8",
    )
    log = root / "content/logs/2026-11-20/asha.md"
    said = f"{listed.upper()} wanted it because it is twice as fast, and {listed.title()} agreed"
    text = log.read_text("utf-8").replace("## ", f"## Learned\n\n- {said}.\n\n## ", 1)
    log.write_text(text, encoding="utf-8")
    return canaries


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Return a copy of the demo with canaries, condensed and built as people do."""
    root = tmp_path_factory.mktemp("canaries") / "blog"
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    canaries = plant(root)
    environment = {**os.environ, "CI": "true"}
    ldblog = [sys.executable, "-m", "ldblog"]
    run = partial(
        subprocess.run, cwd=root, capture_output=True, text=True, env=environment, check=False
    )
    condensed = run([*ldblog, "condense", "--all"])
    # The logs with an error are told, and held back.
    assert condensed.returncode == 1, condensed.stderr
    built = run([*ldblog, "build"])
    assert built.returncode == 0, built.stderr
    return Planted(root, canaries.words, canaries.places, built.stderr)


def texts_of(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
            yield path.name, (path.name + "\n" + raw.decode("latin-1"))


def spell(word: str) -> list[str]:
    """Return all spellings of a word that are looked for."""
    encoded = []
    for spelling in (word, word.title(), word.upper()):
        raw = spelling.encode()
        for start in range(3):
            # What neighbours have a part in is cut off.
            letters = b64encode(b"\0" * start + raw).decode().rstrip("=")
            encoded.append(letters[(start * 8 + 5) // 6 : -1])
        encoded += [
            "".join(f"%{letter:02x}" for letter in raw),
            "".join(f"&#{letter};" for letter in raw),
            "".join(f"&#x{letter:x};" for letter in raw),
            "".join(f"\\u{letter:04x}" for letter in raw),
        ]
    return encoded


def test_canaries_are_in_many_places_of_many_kinds(planted: Planted) -> None:
    assert len(planted.words) >= 200
    assert len(planted.places) >= 20
    logs = list((planted.root / "content/logs").glob("*/*.md"))
    assert planted.places["feedback"] > len(logs)


def test_no_canary_is_in_any_file_of_the_built_site_however_it_is_spelt(planted: Planted) -> None:
    spellings = [it for word in planted.words for it in (*spell(word), word)]
    search = AhoCorasick(spellings)
    found = [
        (name, hit)
        for name, text in texts_of(planted.root / "site")
        for said in (text, text.lower())
        for hit in search.find_matches_as_strings(said)
    ]
    assert found == []


def test_the_audit_finds_nothing_in_that_site(planted: Planted) -> None:
    assert audit_site(find_project(planted.root), planted.root / "site") == []
    assert "LD08" not in planted.output


def test_each_canary_is_found_once_it_is_in_the_site(planted: Planted, tmp_path: Path) -> None:
    content = planted.root / "content"
    files = [*content.glob("*.yml"), *(content / "logs").rglob("*.md"), *content.rglob("*.txt")]
    texts = [path.read_text("utf-8") for path in files]
    said = {
        word: next(
            (it[0] for text in texts if (it := re.search(f"The canary {word} [a-z ]*", text))), None
        )
        for word in planted.words
    }
    planted_words = [word for word, sentence in said.items() if sentence is not None]
    for number, word in enumerate(planted_words):
        (tmp_path / f"{number:04}.html").write_text(f"<p>{said[word]}</p>", encoding="utf-8")
    found = audit_site(find_project(planted.root), tmp_path)
    assert len(planted_words) >= 200
    names = {f"{number:04}.html" for number in range(len(planted_words))}
    assert {one.path.rpartition("/")[2] for one in found} == names
