"""Files of ldblog's own repository, made into those of another blog: pure, text in and text out."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ldblog.text.inline import escape_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.starting.answers import Answers

# Comments around what only ldblog's own repository needs; without the second, to the end.
_OPEN, _CLOSE = "[ldblog only]", "[/ldblog only]"
_REGION = re.compile(
    rf"^[^\S\n]*#[^\n]*{re.escape(_OPEN)}.*?(?:^[^\S\n]*#[^\n]*{re.escape(_CLOSE)}[^\n]*\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_OFTEN = {1: "every", 2: "every second", 3: "every third", 4: "every fourth"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LICENCE = '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>.'


def cut_own(text: str) -> str:
    """Return a file without what only ldblog's own repository needs; empty for such a file."""
    kept = _REGION.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", kept).rstrip() + "\n" if kept.strip() else ""


def say_cadence(answers: Answers) -> str:
    """Return how often the Learning Days are: "every second Friday"."""
    weeks, weekday = answers.schedule.every
    ending = "th" if weeks in range(11, 14) else _ENDINGS.get(weeks % 10, "th")
    return f"{_OFTEN.get(weeks, f'every {weeks}{ending}')} {_DAYS[weekday]}"


def adapt_mkdocs(text: str, answers: Answers) -> str:
    """Return ``mkdocs.yml`` with the name, address and language of a blog."""
    yaml = _open_yaml()
    config = yaml.load(text)
    said = f"What the engineers of {answers.organisation} learned on their Learning Days"
    owners = f"{escape(answers.organisation)} and the named authors"
    values = {
        "site_name": answers.title,
        "site_url": answers.url,
        "site_description": f"{said}, and what you can try of it.",
        "copyright": f"Words and pictures: {owners}, {_LICENCE}",
    }
    # In quotes, since MkDocs reads `yes` or `1:30` without them as no text.
    config.update({key: DoubleQuotedScalarString(value) for key, value in values.items()})
    config["theme"]["language"] = answers.language
    return _dump(yaml, config)


def adapt_hooks(text: str, version: str) -> str:
    """Return the configuration of pre-commit that runs the hooks of ldblog's repository.

    They come from the package: pre-commit installs it by itself, on any system.
    """
    yaml = _open_yaml()
    hooks = [
        {**hook, "additional_dependencies": [f"ldblog=={version}"]} for hook in yaml.load(text)
    ]
    return _dump(yaml, {"repos": [{"repo": "local", "hooks": hooks}]})


def adapt_page(text: str, answers: Answers, words: Mapping[str, str]) -> str:
    """Return a page with some of its words said otherwise.

    Raises KeyError where a page does not say them: a test holds pages and words together.
    """
    for said, instead in words.items():
        if said not in text:
            raise KeyError(said)
        often = say_cadence(answers)
        filled = instead.format(
            organisation=escape_text(answers.organisation), often=often, Often=f"E{often[1:]}"
        )
        text = text.replace(said, filled, 1)
    return text


def _open_yaml() -> YAML:
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(yaml: YAML, values: Any) -> str:  # noqa: ANN401 - with the reader's own types
    stream = io.StringIO(newline="\n")
    yaml.dump(values, stream)
    return stream.getvalue()
