"""A first blog in an empty environment, from the built wheel: the time it takes, and no warning.

    python benchmarks/first_blog.py

The wheel is built, installed with pip into a new environment (pip's cache as it is),
`ldblog init` makes a blog, and `make site` there makes its own environment, condenses and builds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = "Scripts" if sys.platform == "win32" else "bin"
OPTIONS = ("--organisation", "Harbour & Söhne", "--url", "https://learning.example.com/days")


def run(what: str, *command: str | Path, cwd: Path, **more: str) -> float:
    """Run a program, print how long it took, and stop at a failure or a warning."""
    start = time.perf_counter()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | more
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env=environment,
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.perf_counter() - start
    said = [line for line in done.stdout.splitlines() if "warning" in line.lower()]
    print(f"{what:<44}{seconds:7.1f} s" + "".join(f"\n    {line}" for line in said))
    if done.returncode:
        sys.exit(done.stdout)
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build = ("-m", "build", "--no-isolation", "--outdir", place / "dist", ROOT)
        run("build the wheel (not counted)", sys.executable, *build, cwd=place)
        wheel = next((place / "dist").glob("*.whl"))
        own = place / "env" / BIN
        more = {"PYTHON": sys.executable}
        steps = [
            ("an empty environment", (sys.executable, "-m", "venv", place / "env"), place),
            ("pip install the wheel", (own / "python", "-m", "pip", "install", "-q", wheel), place),
            ("ldblog init", (own / "ldblog", "init", "blog", *OPTIONS), place),
            ("make site (with its own environment)", ("make", "site"), place / "blog"),
            ("ldblog check", (own / "ldblog", "check"), place / "blog"),
            ("ldblog build (strict)", (own / "ldblog", "build"), place / "blog"),
        ]
        total = sum(run(what, *command, cwd=cwd, **more) for what, command, cwd in steps)
        print(f"{'in all':<44}{total:7.1f} s")


if __name__ == "__main__":
    main()
