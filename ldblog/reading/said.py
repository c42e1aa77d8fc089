"""Whether a log says anything, and whether it says more than what its author plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.reading.parts import Part
from ldblog.text.inline import strip_comments

if TYPE_CHECKING:
    from ldblog.reading.logs import Log
    from ldblog.text.markdown import Node


def has_words(log: Log) -> bool:
    """Tell whether a log has more than headings: a template that nobody filled in has not."""
    return any(_says_something(block) for section in log.sections for block in section.blocks)


def is_only_planned(log: Log) -> bool:
    """Tell whether a log holds a plan and nothing else."""
    said = {section.part for section in log.sections if any(map(_says_something, section.blocks))}
    return said == {Part.PLAN}


def awaits_its_day(log: Log) -> bool:
    """Tell whether a log has a plan and nothing else, or only room for one."""
    return is_only_planned(log) or {section.part for section in log.sections} == {Part.PLAN}


def _says_something(block: Node) -> bool:
    return block.kind != "html_block" or bool(strip_comments(block.literal).strip())
