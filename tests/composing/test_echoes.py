"""What two people wrote nearly alike is told once; what only looks alike is told twice."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from ldblog.composing.echoes import are_alike, find_echoes
from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log

if TYPE_CHECKING:
    from ldblog.reading.units import Unit

SAID = "An unset timeout waits for ever, because the default is `None`, not 0."


@pytest.mark.parametrize(
    "other",
    [
        "Caches help only when the hit rate is above 90 %.",
        SAID.replace("not 0", "not 1"),
        SAID.replace("waits", "does not wait"),
        SAID.replace("None", "null"),
        SAID.replace("for ever", "for long"),
        SAID.replace("unset", "set"),
        SAID.replace("timeout", "timeouut and"),
        SAID.replace(".", "?"),
        f"✅ {SAID}",
        "An unset timeout.",
    ],
)
def test_what_differs_in_a_word_that_counts_is_not_alike(other: str) -> None:
    assert not are_alike(SAID, other)


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        SAID.upper(),
        SAID.replace("An unset", "The unset"),
        "Because the default is `None`, not 0, an unset timeout waits for ever.",
        SAID.replace("for ever", "forever"),
        SAID.replace("default", "defaultt"),
        SAID.replace("timeout", "timout"),
    ],
)
def test_order_empty_words_and_a_letter_do_not_count(other: str) -> None:
    assert are_alike(SAID, other)


def test_who_is_compared_with_whom_counts() -> None:
    assert not are_alike(
        "Rust is 3 times faster than Go here", "Go is 3 times faster than Rust here"
    )
    assert not are_alike(SAID.replace("default", "defaults"), SAID.replace("default", "odefault"))


def chosen(**logs: str) -> dict[str, tuple[Unit, ...]]:
    return {
        name: publish(parse_log("2026-11-20", name, f"{name}.md", text.encode())).units
        for name, text in logs.items()
    }


def test_the_one_with_the_least_tells_in_whatever_order_the_logs_come() -> None:
    units = chosen(a=f"- {SAID}\n- More than that.\n", b=f"{SAID}\n", c=f"- TIL: {SAID}\n")
    for names in permutations(units):
        found = find_echoes({name: units[name] for name in names})
        assert [(one.entry, one.told_by) for one in found] == [("c", "b"), ("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        f"## Did not work\n- {SAID}\n",
        f"- {SAID}\n    - and more\n",
        f"- {SAID}\n- This is why we set it.\n",
        f"{SAID} Then there is more of it.\n",
        f"- {SAID} ![a](https://e.com/a.png)\n",
        f"- {SAID.replace('unset timeout', '[unset timeout](https://e.com)')}\n",
        f"See:\n\n- {SAID}\n",
    ],
)
def test_what_hangs_together_with_more_is_told_by_each(other: str) -> None:
    assert find_echoes(chosen(a=f"- {SAID}\n", b=other)) == []


def test_figures_are_not_spelled_alike() -> None:
    assert not are_alike(SAID.replace("not 0", "not 1 0"), SAID.replace("not 0", "not 10"))
