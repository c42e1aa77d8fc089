"""The parts of the documentation that come from the code, written into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from ldblog.errors import LdblogError
from ldblog.reference import fill_commands, fill_page, list_pages, write_reference
from ldblog.reference_tables import _walk, show_arguments

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = """\
<!-- from the code: new -->
| option | what it does |
|---|---|
| `--as HANDLE` | Whose log; default: found in git's configuration. |
<!-- /from the code -->
"""
KEYS = """\
# A session

<!-- from the code: keys of session.md -->
{}
<!-- /from the code -->

Words of a person.
"""


def section(page: str, name: str) -> str:
    return page.split(f"## ldblog {name}")[1].split("\n## ", maxsplit=1)[0]


def test_options_are_written_where_a_page_asks_for_them_and_nothing_else_changes() -> None:
    page = "# A page\n\nWords.\n\n{}\nMore words.\n"
    asked = page.format("<!-- from the code: new -->\nold\n<!-- /from the code -->\n")
    assert fill_page(asked) == page.format(OPTIONS)


def test_a_second_time_nothing_changes() -> None:
    once = fill_commands("# Commands\n")
    assert fill_commands(once) == once


def test_choices_stand_as_words_since_a_table_is_cut_at_their_signs() -> None:
    text = section(fill_commands(""), "check")
    assert "| `--format` `text`, `json`, `github` | Lines, one JSON array" in text
    assert "(default: text) |" in text


def test_a_command_that_no_page_names_gets_a_section_with_its_help() -> None:
    page = fill_commands("# Commands\n\nWords.\n")
    assert page.startswith("# Commands\n\nWords.\n\n## ldblog ")
    assert "\n\n## ldblog audit SITE\n\nLook in the built" in page
    assert section(page, "new").startswith(" [SESSION]\n\nStart your log for SESSION")
    assert section(page, "new").rstrip().endswith(OPTIONS.rstrip())


def test_a_command_without_options_gets_no_table() -> None:
    assert "from the code" not in section(fill_commands(""), "explain")


def test_a_table_of_options_that_somebody_wrote_by_hand_is_replaced_where_it_stands() -> None:
    by_hand = "| option | |\n|---|---|\n| `--as HANDLE` | Whose. |\n"
    page = fill_commands(f"## ldblog new\n\nFirst words.\n\n{by_hand}\nLast words.\n")
    assert section(page, "new") == f" [SESSION]\n\nFirst words.\n\n{OPTIONS}\nLast words.\n"


def test_the_heading_of_a_command_says_its_arguments_as_they_are_now() -> None:
    assert "## ldblog show LOG\n" in fill_commands("## ldblog show FILE\n\nWords.\n")


@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        (click.Argument(["log"]), " LOG"),
        (click.Argument(["session"], required=False), " [SESSION]"),
        (click.Argument(["paths"], nargs=-1, metavar="[PATH]..."), " [PATH]..."),
        (click.Argument(["paths"], nargs=-1, required=True), " PATHS..."),
        (click.Argument(["occasion"], type=click.Choice(["plans", "opening"])), " OCCASION"),
    ],
)
def test_an_argument_is_shown_by_its_name(argument: click.Argument, shown: str) -> None:
    assert show_arguments(click.Command("announce", params=[argument])) == shown


def test_commands_of_a_group_have_sections_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    channel = click.Option(["--channel"], required=True, help="The channel a|b.")
    slack = click.Command("slack", params=[click.Argument(["export"]), channel], help="Read it.")
    group = click.Group("bring", commands=[slack], help="Bring logs\nin.")
    commands = {"bring": group, "bring slack": slack}
    monkeypatch.setattr("ldblog.reference.find_commands", lambda: commands)
    page = fill_commands("# Commands\n")
    assert page == (
        "# Commands\n\n## ldblog bring\n\nBring logs in.\n\n"
        "### ldblog bring slack EXPORT\n\nRead it.\n\n<!-- from the code: bring slack -->\n"
        "| option | what it does |\n|---|---|\n"
        "| `--channel TEXT` | The channel a/b. (required) |\n<!-- /from the code -->\n"
    )
    by_hand = "### ldblog bring slack FILE\n\nIt reads.\n\n| option | |\n|---|---|\n| `--x` | y |\n"
    page = fill_commands(f"## ldblog bring\n\nWords.\n\n{by_hand}\n### Files\n\nMore.\n")
    assert "### ldblog bring slack EXPORT\n\nIt reads.\n\n<!-- from the code: bring" in page
    assert page.endswith("<!-- /from the code -->\n\n### Files\n\nMore.\n")


def test_the_commands_of_a_group_are_found() -> None:
    leaf = click.Command("leaf")
    tree = click.Group("tree", commands=[click.Group("branch", commands=[leaf])])
    assert list(_walk(tree, "")) == [("branch", tree.commands["branch"]), ("branch leaf", leaf)]


def test_a_section_that_is_about_no_command_stays() -> None:
    page = "# Commands\n\n## Exit codes\n\nFine.\n\n## ldblog brew\n\nNo such command.\n"
    assert fill_commands(page).startswith(page)


def test_keys_that_are_new_are_added_and_what_a_page_says_of_the_others_stays() -> None:
    table = "| `theme` | a line | for the host |\n| `gone` | a line | nothing |"
    page = fill_page(KEYS.format(table))
    assert "| `theme` | a line | for the host |\n" in page
    assert "| `title` | | … |\n" in page
    assert "gone" not in page
    assert page.endswith("\nWords of a person.\n")


def test_values_and_defaults_are_those_of_the_code_whatever_the_page_says() -> None:
    page = "<!-- from the code: configuration -->\n{}<!-- /from the code -->\n"
    table = fill_page(page.format("| `words_per_log` | `9` | how much |\n"))
    assert "| `words_per_log` | `180` | how much |\n" in table
    assert '| `internal_hosts` | `["*.internal", "*.corp", "*.local"]` | … |\n' in table
    assert "| `topics` | none | … |\n" in table


def test_a_part_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(LdblogError, match=r"from the code: brew.*known: commands, keys of a log"):
        fill_page("<!-- from the code: brew -->\n<!-- /from the code -->\n")


def test_the_pages_are_listed_as_the_menu_has_them_by_their_titles(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    menu = "nav:\n- README.md\n- How-to:\n  - a.md\n  - b.md\n- Reference:\n  - c.md\n"
    (tmp_path / "mkdocs-docs.yml").write_text(menu, encoding="utf-8")
    for name, text in {
        "a.md": "<!-- how -->\n\n# Go\n",
        "b.md": "# Stop",
        "c.md": "# Say\n",
    }.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    listed = "- **How-to**: [Go](a.md), [Stop](b.md)\n- **Reference**: [Say](c.md)\n"
    assert list_pages(tmp_path) == listed
    page = "<!-- from the code: pages -->\n{}<!-- /from the code -->\n"
    readme = tmp_path / "docs" / "README.md"
    readme.write_text(page.format("old\n"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Words.\n", encoding="utf-8")
    assert write_reference(tmp_path) == [readme]
    assert readme.read_text(encoding="utf-8") == page.format(listed)


def test_only_pages_that_changed_are_written(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "docs/why.md", "docs/rules.md"):
        (tmp_path / name).write_text("# Words\n", encoding="utf-8")
    assert write_reference(tmp_path) == [tmp_path / "docs/rules.md"]
    assert "## LD001" in (tmp_path / "docs/rules.md").read_text(encoding="utf-8")
    assert write_reference(tmp_path) == []
