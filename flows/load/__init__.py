"""A release into a database, whole or not at all: a schema a version, and views that show the newest."""

from flows.load.targets import Loaded, load

__all__ = ["Loaded", "load"]
