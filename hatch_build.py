"""Packs into the wheel what a blog needs that is no code, from where it stands."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackingHook(BuildHookInterface[Any]):
    """Adds the files that pyproject.toml lists; an editable install finds them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say what goes where in the wheel: `ldblog/packed.py` looks for it there."""
        if version == "standard":
            files = {path: f"ldblog/_packed/{path}" for path in self.config["files"]}
            build_data["force_include"].update(files)
