"""``content/redact.yml``: the company's own words, and what the public reads instead of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError
from ldblog.files import list_names, read_text
from ldblog.privacy.spellings import Entry, Spellings
from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import StrictMapping, YamlError
from ldblog.rules.redaction import WRONG_ENTRY
from ldblog.text.folding import fold_word, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.yaml_values import Place

BLOCK = "block"
NUMBER = "#"
# What readers see where an entry does not say.
GROUPS = {
    "customers": "a client",
    "projects": "a project",
    "people": "a colleague",
    "hosts": "an internal host",
    "tickets": "a ticket",
    "others": "something internal",
}
KEYS = frozenset({"instead", "also"})
_MIN_LETTERS = 2
MAX_INSTEAD = 80
# A pattern that finds one of these finds everything.
_HARMLESS = ("", " ", "the", "A", "1", "\n")


@dataclass(frozen=True, eq=False)
class Dictionary:
    """The entries of ``redact.yml``; with a diagnostic, they are not all that it lists.

    ``internal_hosts`` are patterns of hosts that are always replaced.
    """

    entries: tuple[Entry, ...] = ()
    internal_hosts: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def spellings(self) -> Spellings:
        """What finds the words of the entries."""
        return Spellings(self.entries)


def read_dictionary(project: Project) -> Dictionary:
    """Return what may not be published as it is; without a redact.yml, nothing is listed.

    Raises LdblogError when the file cannot be used, or has another name.
    """
    path = project.redact_file
    text = read_text(path)
    if text is None:
        for name in list_names(project.content):
            if name.lower() in {"redact.yaml", "redact.yml"}:
                other = project.relative(project.content / name)
                raise LdblogError(f"{other}: rename it to {path.name}")
    return parse_dictionary(project.relative(path), text or "", project.config.internal_hosts)


# Each session asks for it.
@lru_cache(maxsize=4)
def parse_dictionary(path: str, text: str, internal_hosts: tuple[str, ...]) -> Dictionary:
    """Return the dictionary in the text of ``redact.yml``.

    Raises LdblogError when it is no mapping at all. What is wrong with an entry is a diagnostic.
    """
    try:
        groups = parse_mapping(text)
    except YamlError as error:
        # Its message may quote the file.
        raise LdblogError(
            f"{path}:{error.line}:{error.column}: cannot be read as YAML ({error.problem}): "
            "correct it, since it says what may not be published"
        ) from None
    reader = _Reader(path)
    for group, names in groups.items():
        reader.read_group(group, names, groups.places[group])
    entries = tuple(reader.entries)
    found = [*reader.diagnostics, *_find_listed_labels(path, entries)]
    return Dictionary(entries, internal_hosts, tuple(sorted(found)))


def require_usable(dictionary: Dictionary) -> None:
    """Raise LdblogError for a dictionary that is wrong: nobody knows what it would hide."""
    if dictionary.diagnostics:
        raise LdblogError(
            f"{render_text(dictionary.diagnostics[0])}: correct it first, since it says what may "
            "not be published"
        )


class _Reader:
    """Reads entries one by one and collects what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.diagnostics: list[Diagnostic] = []
        self.lines: dict[str, int] = {}

    def read_group(self, group: str, names: Any, place: Place) -> None:  # noqa: ANN401
        if group not in GROUPS:
            self._report(place, f"this group is unknown (known: {', '.join(GROUPS)})")
        elif names is None:
            return
        elif not isinstance(names, StrictMapping):
            self._report(place, "a group holds lines of name: what readers see instead")
        else:
            for name, value in names.items():
                self._read_entry(group, name, value, names.places[name])

    def _read_entry(self, group: str, name: Any, value: Any, place: Place) -> None:  # noqa: ANN401
        values = value if isinstance(value, dict) else {"instead": value}
        problems = list(_problems(group, name, values)) or list(self._doubles(values, name, place))
        for problem in problems:
            self._report(place, problem)
        if not problems:
            self.entries.append(_entry(group, name, values, f"{self.path}:{place[0]}"))

    def _doubles(self, values: Mapping[str, Any], name: str, place: Place) -> Iterator[str]:
        for word in {fold_word(word) for word in (name, *_also(values))}:
            if word in self.lines:
                yield f"a spelling of this is already on line {self.lines[word]} (keep one)"
            self.lines.setdefault(word, place[0])

    def _report(self, place: Place, message: str) -> None:
        self.diagnostics.append(WRONG_ENTRY.at(self.path, *place, message))


def _problems(group: str, name: Any, values: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401
    if values.keys() - KEYS:
        yield "of an entry only instead and also are known"
    if values.get("instead") is not None and not _is_line(values["instead"]):
        yield f'what readers see must be a line of at most {MAX_INSTEAD} letters, or "{BLOCK}"'
    also = values.get("also")
    if also is not None and (group == "tickets" or not isinstance(also, list)):
        yield "also must be a list of other spellings (a pattern has none)"
    elif not all(isinstance(word, str) for word in (name, *_also(values))):
        yield "a name must be text (put it in quotes)"
    elif group == "tickets":
        yield from _problems_of_pattern(name)
    elif any(_is_short(word) for word in (name, *_also(values))):
        yield f"a name must have {_MIN_LETTERS} letters or more (it would be found everywhere)"


def _problems_of_pattern(pattern: str) -> Iterator[str]:
    import re2  # noqa: PLC0415 - slow to import, and few dictionaries have patterns

    try:
        compiled = _compile(pattern)
    except re2.error:
        yield "this is no regular expression of RE2 (it knows no look-around and no \\1)"
        return
    if any(compiled.search(text) for text in _HARMLESS):
        yield "the pattern finds anything (make it narrower)"


def _compile(pattern: str) -> Any:  # noqa: ANN401 - the library has no types
    import re2  # noqa: PLC0415 - as above

    options = re2.Options()
    options.log_errors = False
    return re2.compile(normalise(pattern).text, options)


def _entry(group: str, name: str, values: Mapping[str, Any], source: str) -> Entry:
    given = values.get("instead")
    blocks = given == BLOCK
    instead = GROUPS[group] if blocks or given is None else given.strip()
    entry = Entry((), instead, source, group, blocks)
    if group == "tickets":
        return entry._replace(pattern=_compile(name))
    words = (name, *_also(values))
    if group == "hosts":
        return entry._replace(words=tuple(word.removeprefix("*.") for word in words), is_host=True)
    return entry._replace(words=words)


def _also(values: Mapping[str, Any]) -> list[Any]:
    also = values.get("also")
    return also if isinstance(also, list) else []


def _is_line(value: Any) -> bool:  # noqa: ANN401
    is_text = isinstance(value, str) and bool(value.strip())
    return is_text and "\n" not in value.strip() and len(value) <= MAX_INSTEAD


def _is_short(word: str) -> bool:
    letters = sum(mark.isalnum() for mark in fold_word(word))
    return letters < _MIN_LETTERS and word.isascii()


def _find_listed_labels(path: str, entries: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """Yield what readers would see of an entry though the dictionary lists it."""
    spellings = Spellings(entries)
    for entry in entries:
        if any(spellings.find(normalise(entry.instead))):
            line = int(entry.source.rpartition(":")[2])
            message = "what readers see holds a word that is listed itself (say it otherwise)"
            yield WRONG_ENTRY.at(path, line, 1, message)
