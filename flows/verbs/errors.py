"""Errors of the command line."""


class UsageError(Exception):
    """Arguments that parse but make no sense: exit code 2."""
