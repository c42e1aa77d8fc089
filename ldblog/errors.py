"""What stops a command."""


class LdblogError(Exception):
    """Stops a command with exit code 2.

    The message names the file, what was expected there, and the remedy. What is wrong in
    people's files is no exception but a diagnostic (``ldblog.diagnostics``).
    """
