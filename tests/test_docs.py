"""What the docs say is there is there, and what is there is in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from ldblog.cli import COMMANDS, main
from ldblog.reference import PAGES, fill
from ldblog.reference_tables import PARTS, UNSAID, find_commands, list_options
from ldblog.rules.table import RULES

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_what_comes_from_the_code_is_as_the_code_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == fill(path, ROOT), "python -m ldblog.reference"


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_what_every_key_does_is_said(path: Path) -> None:
    assert f"| {UNSAID} |" not in path.read_text(encoding="utf-8"), "say it in the table"


def test_each_part_that_comes_from_the_code_is_on_one_page() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in REFERENCE)
    with_options = {name for name, it in find_commands().items() if list_options(it)}
    assert sorted(re.findall(r"<!-- from the code: (.*?) -->", text)) == sorted(
        {*PARTS, PAGES, *with_options}
    )


def test_no_command_is_documented_that_is_not_there() -> None:
    named = re.findall(r"^##+ ldblog ([a-z-]+(?: [a-z-]+)*)", read("docs/commands.md"), re.M)
    assert sorted(named) == sorted(find_commands())
    assert set(re.findall(r"`ldblog (\w+)", read("README.md"))) == set(COMMANDS)


def test_every_command_and_option_has_a_help_text() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.help
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)


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


def test_every_page_of_the_documentation_is_in_its_menu_once() -> None:
    menu = re.findall(r"^ +- ([\w-]+\.md)$", read("mkdocs-docs.yml"), re.M)
    pages = {path.name for path in ROOT.glob("docs/*.md")}
    assert sorted(pages - set(menu)) == [], "not in nav of mkdocs-docs.yml"
    assert sorted(menu) == sorted(pages)


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_commands_and_files_of_the_project_that_a_page_names_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"`ldblog (\w[\w-]*)", text)) <= set(COMMANDS)
    files = re.findall(r"`((?:ldblog|tests|benchmarks|docs|theme/assets)/[\w./-]+)`", text)
    assert [name for name in files if not (ROOT / name).exists()] == []


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
