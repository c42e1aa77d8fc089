"""The rules: what each must not flag, what it flags, and what it says of itself."""

from __future__ import annotations

import importlib
from pkgutil import iter_modules
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tokens import make_token

from ldblog import rules
from ldblog.checking import check_session, check_topics
from ldblog.diagnostics import Rule
from ldblog.reading.logs import parse_log
from ldblog.rules import checks, editing
from ldblog.rules.audit import AUDIT_RULES
from ldblog.rules.conflicts import CONFLICT_RULES
from ldblog.rules.days import DAY_RULES
from ldblog.rules.links import LINK_RULES
from ldblog.rules.programme import PROGRAMME_RULES
from ldblog.rules.redaction import REDACTION_RULES
from ldblog.rules.table import RULES, explain
from ldblog.rules.withdrawals import WITHDRAWAL_RULES
from ldblog.session_files import find_strays
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Blog

FILES = frozenset({"asha/curve.png", "asha/two words.png", "asha/slides.pdf"})


def run(name: str, text: str) -> list[str]:
    log = parse_log("2026-11-20", "asha", "asha.md", dedent(text).encode())
    assert not log.is_held_back
    module = checks if hasattr(checks, name) else editing
    check: Callable[..., object] = getattr(module, name)
    found = check(log, FILES)
    assert hasattr(found, "__iter__")
    return [f"{one.code} {one.line}:{one.column} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("find_unknown_keys", "no front matter\n"),
        ("find_unknown_keys", "---\ntags: [a]\nTitle: b\nauthor: asha\ndate: 2026-11-20\n---\nx\n"),
        ("find_disagreement", "---\nauthor: Asha\ndate: 2026-11-20T10:00:00\n---\nx\n"),
        ("find_disagreement", "---\nauthor:\ntags: [bo]\n---\nx\n"),
        ("find_no_reason", "## Learned\n\nleases\n"),
        ("find_no_reason", "Fast because it is small.\n"),
        ("find_no_reason", "- read\n- because\n"),
        ("find_no_reason", "See <https://example.com>.\n"),
        ("find_no_reason", "```\ncode\n```\n"),
        ("find_no_reason", "![a](asha/curve.png)\n"),
        ("find_no_reason", "---\nshare: internal\n---\nread\n"),
        (
            "find_nothing_to_publish",
            "A lease is cheaper than a lock because nobody waits for it.\n",
        ),
        ("find_nothing_to_publish", "---\nshare: internal\n---\nread\n"),
        ("find_no_alt_text", "![a curve](asha/curve.png)\n"),
        ("find_no_alt_text", "![*a* curve](asha/curve.png)\n"),
        ("find_no_alt_text", "## Internal\n\n![](asha/curve.png)\n"),
        ("find_no_alt_text", "a <!-- internal --> ![](asha/curve.png) <!-- /internal -->\n"),
        ("find_missing_files", "![a](asha/curve.png) ![b](./asha/two%20words.png)\n"),
        ("find_missing_files", "[a](https://b.example) [c](mailto:d@e.example) [f](#g) [h]()\n"),
        ("find_missing_files", "[a](//b.example/c)\n"),
        ("find_missing_files", "## Internal\n\n[a](secret.pdf)\n"),
        ("find_not_closed", "a <!-- internal --> b <!-- /internal --> c\n"),
        ("find_not_closed", "`<!-- internal -->`\n"),
        ("find_idle_marks", "- a <!-- keep -->\n- b <!-- drop -->\n"),
        ("find_idle_marks", "<!-- keep -->\n## A\n\na\n\n## Plan\n\nb\n"),
        ("find_idle_marks", "## Plan\n\n- b <!-- drop -->\n"),
        ("find_unknown_marks", "a `<!-- kepe -->` <!-- keep --> <!-- drop -->\n"),
        ("find_unknown_marks", "<!-- more --> <!-- todo --> <!-- 1 --> <!-- --> <!-- toc -->\n"),
        ("find_unknown_marks", "<!-- deep --> <!-- crop --> <!-- keep in step with b.md -->\n"),
        ("find_unknown_marks", "<!-- drop the last paragraph? --> <!-- kepe\n"),
    ],
)
def test_a_rule_leaves_alone_what_is_fine(name: str, text: str) -> None:
    assert run(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "find_unknown_keys",
            "---\noutcom: failed\n---\nx\n",
            "LD030 2:1 outcom is not a known key (did you mean outcome?)",
        ),
        (
            "find_disagreement",
            "---\nauthor: bo\n---\nx\n",
            "LD031 2:1 author says bo, the path says asha (the path wins)",
        ),
        (
            "find_disagreement",
            "---\ntags: [a]\ndate: 2026-11-19\n---\nx\n",
            "LD031 3:1 date says 2026-11-19, the path says 2026-11-20 (the path wins)",
        ),
        (
            "find_no_reason",
            "\n- read about Raft\n",
            "LD032 2:1 say what you learned and why: “Learned the difference between X and Y; "
            "X is better when …, because …”",
        ),
        (
            "find_nothing_to_publish",
            "## Feedback\n\nGood day.\n",
            "LD033 1:1 nothing here is for the public yet (add a line on what you learned)",
        ),
        (
            "find_no_alt_text",
            "See ![ ](asha/curve.png)\n",
            "LD034 1:5 the picture has no description (say what it shows)",
        ),
        (
            "find_missing_files",
            "![a](curve.png)\n",
            "LD035 1:1 curve.png is not there (only its words are published)",
        ),
        (
            "find_missing_files",
            "[a](../bo.md)\n",
            "LD035 1:1 ../bo.md is not there (only its words are published)",
        ),
        (
            "find_missing_files",
            "See [a](asha/slides.pdf#page=2)\n",
            "LD036 1:5 asha/slides.pdf#page=2 is no picture that is copied (publish it elsewhere)",
        ),
        (
            "find_not_closed",
            "a\n\nb <!-- internal --> c\n",
            "LD037 3:3 everything from here on is hidden (close with <!-- /internal -->)",
        ),
        (
            "find_other_markers",
            "a <!-- private --> b <!-- /internal -->\n",
            "LD038 1:3 this is read as <!-- internal --> (write it so)",
        ),
        (
            "find_other_markers",
            "a <!-- internal --> b </internal>\n",
            "LD038 1:23 this is read as <!-- /internal --> (write it so)",
        ),
        (
            "find_idle_marks",
            "## Plan\n\n- b <!-- keep -->\n",
            "LD039 3:5 this <!-- keep --> keeps nothing: the part “plan” is never published",
        ),
        (
            "find_idle_marks",
            "- a <!-- keep --> <!-- drop -->\n",
            "LD039 1:5 this <!-- keep --> keeps nothing: dropped by hand",
        ),
        (
            "find_idle_marks",
            "a\n\n<!-- internal --> b <!-- keep -->\n",
            "LD039 3:21 this <!-- keep --> keeps nothing: marked internal, and not closed",
        ),
        (
            "find_idle_marks",
            "---\nshare: internal\n---\n- a <!-- keep -->\n",
            "LD039 4:5 this <!-- keep --> keeps nothing: share: internal",
        ),
        (
            "find_idle_marks",
            "a\n\n---\n<!-- keep -->\n",
            "LD039 4:1 this <!-- keep --> keeps nothing: nothing here can be published by itself",
        ),
        (
            "find_idle_marks",
            "a <!-- keep -->\n\n<!-- DROP -->\n",
            "LD039 3:1 this <!-- drop --> is about nothing "
            "(put it beside one thing, or right above it)",
        ),
        (
            "find_unknown_marks",
            "a <!-- Kepe! -->\n",
            "LD050 1:3 this comment changes nothing (did you mean <!-- keep -->?)",
        ),
        (
            "find_unknown_marks",
            "- a\n- b <!-- /drop this -->\n",
            "LD050 2:5 this comment changes nothing (did you mean <!-- drop -->?)",
        ),
    ],
)
def test_a_rule_finds_what_is_wrong_at_its_place(name: str, text: str, expected: str) -> None:
    assert run(name, text) == [expected]


def test_some_file_brings_out_every_code(blog: Blog) -> None:
    bad: dict[str, str | bytes] = {
        "latin": b"\xe9",
        "utf16": "x".encode("utf-16"),
        "nul": b"a\0",
        "syntax": "---\na: [\n---\n",
        "twice": "---\na: 1\na: 1\n---\n",
        "list": "---\n- a\n---\n",
        "alias": "---\na: &a 1\nb: *a\n---\n",
        "wrong": "---\nkind: poem\n---\nx\n",
        "large": b"x" * (1 << 20) + b"x",
        "empty": "",
        "no handle": "x\n",
        "deep": ">" * 1000,
        "asha": b"\xef\xbb\xbfx\r\n",
        "asha-rao": "x\n",
        "maybe": "x\n",
        "marker": "x <!-- private --> y <!-- /internal -->\n",
        "folder.md/x": "x\n",
        "hints": "---\noutcom: x\nauthor: bo\n---\n![](a.png) [b](hints/s.pdf) <!-- internal -->",
        "terse": "read\n",
        "secret": f"{make_token('ghp_')}\n<!-- allow-secret -->\nx\n<!-- allow-secret: y -->\nz\n",
        "refused": "![x](refused/x.png)\n",
        "marks": "---\ntopic: knitting\n---\n## Plan <!-- keep -->\n\nx <!-- kepe -->\n",
        "session": "---\ntopics: [Databases]\n---\n",
    }
    for name, content in bad.items():
        blog.write_log(f"2026-11-20/{name}.md", content)
    blog.write_log("2026-11-20/hints/s.pdf", b"x")
    blog.write_log("2026-11-20/refused/x.png", b"x")
    blog.write_log("2026-11-20/notes.txt", "x")
    blog.write_log("2026-02-30/asha.md", "x")
    (blog.root / "content/logs/2026-11-20/link.md").symlink_to(blog.root / "pyproject.toml")
    (blog.root / "content/logs/2026-11-20/gone.md").symlink_to("nowhere.md")
    blog.write("content/people.yml", blog.read("content/people.yml") + "maybe: {name: 1}\n")
    people = read_people(blog.project)
    session = read_session(blog.project, "2026-11-20", people)
    found = [
        *find_strays(blog.project),
        *people.diagnostics,
        *check_session(session),
        *check_topics(session, people, blog.project.config),
    ]
    elsewhere = (
        *AUDIT_RULES,
        *CONFLICT_RULES,
        *DAY_RULES,
        *WITHDRAWAL_RULES,
        *REDACTION_RULES,
        *LINK_RULES,
        *PROGRAMME_RULES,
    )
    told_elsewhere = {rule.code for rule in elsewhere}
    assert {one.code for one in found} == RULES.keys() - told_elsewhere
    for one in found:
        assert (one.line >= 1, one.column >= 1, one.severity) == (
            True,
            True,
            RULES[one.code].severity,
        )


def test_each_rule_that_a_module_defines_can_be_explained() -> None:
    modules = [
        importlib.import_module(f"ldblog.rules.{it.name}") for it in iter_modules(rules.__path__)
    ]
    defined = [it for module in modules for it in vars(module).values() if isinstance(it, Rule)]
    assert {rule.code for rule in defined} == RULES.keys()


def test_codes_are_stable() -> None:
    ranges = [
        *range(1, 18),
        *range(20, 24),
        *range(30, 44),
        *range(50, 56),
        60,
        61,
        *range(70, 73),
        74,
        *range(80, 86),
        *range(90, 92),
        *range(100, 102),
        *range(110, 113),
    ]
    assert list(RULES) == [f"LD{number:03}" for number in ranges]
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    rule = RULES[code]
    text = explain(code.lower())
    assert text.startswith(
        f"{code} {rule.name} ({rule.severity})\n\n{rule.why}\n\nExample:\n\n    "
    )
    for said in (rule.why, rule.example, rule.remedy):
        assert len(said) > 5
    silenced = "An error cannot be silenced" if rule.severity == "error" else f'ignore = ["{code}"]'
    assert silenced in text
