"""What the docs say is there is there, and what is there is in the docs."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from ldblog.cli import COMMANDS, main
from ldblog.config import Config
from ldblog.programme.schedule import _READERS as SCHEDULE_KEYS
from ldblog.reading.formats import FORMS, KINDS, LOG_KEYS, OUTCOMES, SESSION_KEYS, SHARES
from ldblog.reading.people import _CHECKS as PEOPLE_KEYS
from ldblog.rules.table import RULES, render_page

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    page = read("docs/commands.md")
    section = page.split(f"\n## ldblog {name}", 1)[1].split("\n## ", 1)[0]
    command = importlib.import_module(f"ldblog.commands.{name}").command
    commands = [command, *getattr(command, "commands", {}).values()]
    params = [param for one in commands for param in one.params]
    options = [option for option in params if isinstance(option, click.Option)]
    for option in options:
        assert f"`{option.opts[0]}" in section
    documented = set(re.findall(r"`(--[a-z-]+)", section))
    assert documented == {flag for option in options for flag in option.opts}


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^## ldblog (\w+)", read("docs/commands.md"), re.M)) == set(COMMANDS)
    assert set(re.findall(r"`ldblog (\w+)", read("README.md"))) == set(COMMANDS)


def test_every_command_and_option_has_a_help_text() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.help
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)


def test_every_front_matter_key_and_value_is_documented() -> None:
    page = read("docs/log-format.md")
    for word in (*LOG_KEYS, *SESSION_KEYS, *KINDS, *OUTCOMES, *SHARES, *FORMS):
        assert f"`{word}`" in page


def test_every_key_of_people_is_documented() -> None:
    page = read("docs/people.md")
    assert set(re.findall(r"^\| `(\w+)`", page, re.M)) == set(PEOPLE_KEYS)


def test_every_option_of_the_configuration_is_documented_with_its_default() -> None:
    page, schedule = read("docs/configuration.md").split("## Schedule")
    assert re.findall(r"^\| `(\w+)`", schedule, re.M) == list(SCHEDULE_KEYS)
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.M))
    assert set(rows) == {option.name for option in fields(Config)}
    assert rows["words_per_log"] == f"`{Config().words_per_log}`"
    assert rows["words_per_post"] == f"`{Config().words_per_post}`"
    assert rows["time_zone"] == f'`"{Config().time_zone}"`'


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    assert read("docs/rules.md") == render_page(), "python -m ldblog.rules.table > docs/rules.md"


def test_every_rule_code_has_one_rule_and_every_rule_is_explained() -> None:
    for code, rule in RULES.items():
        assert re.fullmatch(r"LD\d{3}", code)
        assert rule.why.endswith((".", "!", "?"))
        assert rule.example
        assert rule.remedy


def test_every_link_between_the_docs_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")):
        text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_readme_opens_with_the_two_commands() -> None:
    first = read("README.md").split("```")[1]
    assert [line.split("#")[0].strip() for line in first.splitlines()[1:]] == [
        "make site",
        "make test",
    ]


def test_every_module_is_on_the_readme_map_and_every_dependency_has_its_reason() -> None:
    readme = read("README.md")
    for module in (ROOT / "ldblog").rglob("*.py"):
        is_listed = module.parent.name in {"commands", "rules"} or module.stem.startswith("__")
        assert is_listed or f"{module.stem}.py`" in readme, module.stem
    dependencies = read("pyproject.toml").split("dependencies = [", 1)[1].split("]", 1)[0]
    rows = readme.split("## Dependencies", 1)[1].lower()
    for name in re.findall(r'"([\w.-]+)', dependencies):
        assert name.lower() in rows, name


def test_a_package_knows_only_of_those_above_it_on_the_readme_map() -> None:
    order = re.findall(r"^\| \*\*`(\w+)/`\*\*", read("README.md"), re.MULTILINE)
    assert order[0] == "rules"
    packages = order[1:]
    assert {path.parent.name for path in (ROOT / "ldblog").glob("*/__init__.py")} == {
        "commands",
        *order,
    }
    for package in packages:
        below = {*packages[packages.index(package) + 1 :], "commands", "cli", "plugin"}
        for module in (ROOT / "ldblog" / package).glob("*.py"):
            code = re.sub(
                r"^if TYPE_CHECKING:\n(?:    .*\n|\n)+", "", module.read_text("utf-8"), flags=re.M
            )
            known = re.findall(r"^\s*from ldblog\.(\w+)", code, re.MULTILINE)
            assert below.isdisjoint(known), module


def test_no_file_of_the_project_names_a_registry_or_a_place_of_one_machine() -> None:
    lock = read("constraints.txt")
    assert "http" not in lock
    assert "file://" not in lock
    assert "/" not in re.sub(r"^\s*#.*$", "", lock, flags=re.M).replace("sha256:", "")
