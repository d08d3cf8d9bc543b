"""What all tests share: one release of the seeds."""

from tests.release.conftest import seeds

__all__ = ["seeds"]
