"""``ldblog explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.rules.table import RULES, explain

if TYPE_CHECKING:
    from conftest import Blog


def test_a_rule_is_explained_by_its_code_in_any_case(blog: Blog) -> None:
    for code in RULES:
        assert blog.run("explain", code.lower()).output == explain(code)


def test_without_a_code_all_rules_are_listed(blog: Blog) -> None:
    lines = blog.run("explain").output.splitlines()
    assert [line.split() for line in lines] == [
        [rule.code, rule.severity, rule.name] for rule in RULES.values()
    ]


def test_a_code_that_no_rule_has_is_a_usage_error(blog: Blog) -> None:
    result = blog.run("explain", "LD999")
    assert result.exit_code == 2
    assert "there is no rule LD999 (`ldblog explain` lists them)" in result.output
