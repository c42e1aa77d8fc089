"""Run ldblog as ``python -m ldblog``."""

from ldblog.cli import main

if __name__ == "__main__":
    main(prog_name="ldblog")
