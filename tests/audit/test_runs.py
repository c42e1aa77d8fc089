"""Words in their order: what is held back is found again, and nothing else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ldblog.audit.readings import APART, Said
from ldblog.audit.remembered import Kept, make_kept
from ldblog.audit.runs import (
    BREAK,
    LENGTH,
    Passage,
    Place,
    Runs,
    find_places,
    hash_runs,
    line_of,
    split_words,
    words_of,
)
from ldblog.audit.session_texts import SessionTexts

VOCABULARY = ["lease", "lock", "vote", "node", "straße", "naïve", "кот", "猫", "x9", "a"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=8, max_size=30)
MARKS = st.sampled_from([" ", "\n", ", ", " — ", "** ", " `", "\u00a0", " (", ".\n\n"])


def runs_of(*texts: str, public: str = "") -> Runs:
    held = [Passage(f"{number}.md", 1, text) for number, text in enumerate(texts)]
    session = SessionTexts(held, [public], line_of(words_of(public)))
    kept = Kept({"of": "", **make_kept(session)}, lambda: session)
    return Runs(set(kept.runs), kept.short)


@given(WORDS, st.data())
def test_each_run_is_found_wherever_it_stands_and_however_it_is_marked(
    words: list[str], data: st.DataObject
) -> None:
    runs = runs_of(" ".join(words))
    start = data.draw(st.integers(0, len(words) - LENGTH))
    marks = data.draw(st.lists(MARKS, min_size=LENGTH, max_size=LENGTH))
    chosen = words[start : start + LENGTH]
    said = "".join(word.upper() + mark for word, mark in zip(chosen, marks, strict=True))
    assert runs.find(words_of(f"before {said} after"))


@given(WORDS, WORDS)
def test_nothing_is_found_that_is_not_there(held: list[str], said: list[str]) -> None:
    found = runs_of(" ".join(held)).find(said)
    line = f" {' '.join(said)} "
    assert all(one in line for one in found)


@given(WORDS)
def test_what_is_public_is_not_looked_for(words: list[str]) -> None:
    runs = runs_of(" ".join(words), public=f"so {' '.join(words)} so")
    assert runs.find(words_of(" ".join(words))) == set()


def test_short_sentences_are_found_whole_and_too_short_ones_not_at_all() -> None:
    marked = '- [never tell anybody](x)\n- "keep quiet about this" so'
    runs = runs_of(f"Wolfgang shouted again. No. Go on.\n{marked}")
    assert runs.find(words_of("then Wolfgang shouted again loudly")) == {" wolfgang shouted again "}
    assert runs.find(words_of("Wolfgang shouted; go on")) == set()
    assert runs.find(words_of("never tell anybody")) == {" never tell anybody "}
    assert runs.find(words_of("keep quiet about this")) == {" keep quiet about this "}


def test_words_do_not_join_up_over_what_stands_apart() -> None:
    runs = runs_of("Wolfgang shouted again")
    assert not runs.find(Said(f"Wolfgang shouted{APART}again").words)


def test_the_place_of_a_run_is_its_line() -> None:
    text = "a b\nc one two three four\nfive six seven eight nine"
    [run] = runs_of(text).find(words_of("one two three four five six seven eight"))
    assert find_places([run], [Passage("0.md", 1, text)]) == {run: Place("0.md", 2)}
    assert find_places([" not there "], [Passage("0.md", 1, text)]) == {}


# The same, as it reads: letters of scripts without spaces are words, as are runs of other letters.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
WORD = re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}]+")
LETTERS = st.one_of(st.characters(), st.sampled_from("aB1 _-'ÄßİŒ\u0e01漢字゠ \n…"))


@given(st.text(LETTERS))
def test_words_are_split_in_the_same_way_in_every_script(text: str) -> None:
    spoken = text.replace(BREAK, " ")
    assert split_words(spoken) == WORD.findall(spoken.casefold())


@given(st.lists(st.sampled_from(["one", "two", "three", "vier", "fünf", "六", "7"]), max_size=30))
def test_each_run_of_eight_words_has_a_number_of_its_own(words: list[str]) -> None:
    numbers = list(hash_runs(words))
    runs = [tuple(sorted(words[at : at + LENGTH])) for at in range(len(words) - LENGTH + 1)]
    assert len(numbers) == len(runs)
    assert len(dict(zip(numbers, runs, strict=True))) == len(set(runs))
