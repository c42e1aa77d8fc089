"""Actions written into ``actions.yml`` as a person would: comments and order stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.programme.actions import parse_actions, render_action
from ldblog.reading.strict_yaml import parse_items
from ldblog.reading.yaml_values import StrictMapping

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from ldblog.programme.actions import Action

HEAD = "# What we do about feedback. Internal, but for the `what` of those with public: true.\n"


def add_action(path: str, text: str, action: Action) -> str:
    """Return the text of an ``actions.yml`` with one more action at its end.

    Raises LdblogError where the file is written so that nothing can be added below it, and for
    one that is open already.
    """
    actions = parse_actions(path, text).actions
    if any(one.done is None and one.what == action.what for one in actions):
        raise LdblogError(f"{path}: “{action.what}” is open already (finish it first)")
    above = f"{text.rstrip()}\n\n" if text.strip() else HEAD
    wanted = [*actions, action]
    return _checked(path, above + render_action(action), wanted)


def finish_action(path: str, text: str, action: Action, day: datetime.date) -> str:
    """Return the text of an ``actions.yml`` in which an action of its is done.

    Raises LdblogError where the action is written so that no line can be added to it.
    """
    lines = text.split("\n")
    actions = parse_actions(path, text).actions
    item = next(item for item, (line, _column) in parse_items(text) if line == action.line)
    if not isinstance(item, StrictMapping):  # pragma: no cover - an action is one
        raise TypeError(item)
    # A date is on one line, whatever the other keys are.
    line, column = item.places["by"]
    # An empty `done:` would be there twice.
    if "done" in item:
        at = item.places["done"][0] - 1
        lines[at] = f"{lines[at].rstrip()} {day}"
    else:
        lines.insert(line, f"{' ' * (column - 1)}done: {day}")
    wanted = [replace(one, done=day) if one == action else one for one in actions]
    return _checked(path, "\n".join(lines), wanted)


def find_action(actions: Iterable[Action], words: str) -> Action:
    """Return the one action that some words of its ``what`` name, in any case.

    Raises LdblogError when none is, or several are.
    """
    key = " ".join(words.lower().split())
    found = [action for action in actions if key in action.what.lower()]
    exact = [action for action in found if action.what.lower() == key]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    which = "; ".join(f"“{action.what}”" for action in chosen)
    raise LdblogError(
        f"several open actions say “{words}”: name one of {which}"
        if chosen
        else f"no open action says “{words}”: `ldblog feedback` lists them"
    )


def _checked(path: str, text: str, wanted: Iterable[Action]) -> str:
    """Return a text that says what was wanted; raises LdblogError for one that does not."""
    found = parse_actions(path, text)
    said = [replace(action, line=0) for action in found.actions]
    if found.diagnostics or said != [replace(action, line=0) for action in wanted]:
        raise LdblogError(f"{path}: written so that only a person can add to it: edit the file")
    return text
