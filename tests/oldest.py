"""The oldest versions that ldblog says it works with, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
_NEED = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?>=([\w.]+)")


def list_oldest(text: str) -> list[str]:
    """Return a pin for each dependency in the text of a ``pyproject.toml``."""
    needs = tomllib.loads(text)["project"]["dependencies"]
    found = [_NEED.match(need) for need in needs]
    return [f"{one[1]}=={one[2]}" for one in found if one]


if __name__ == "__main__":
    sys.stdout.write("\n".join(list_oldest((ROOT / "pyproject.toml").read_text("utf-8"))) + "\n")
