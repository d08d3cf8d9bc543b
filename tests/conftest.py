"""What all tests share: one release of the seeds, and which tests are long."""

import pytest

from tests.release.conftest import seeds
from tests.stores import s3

__all__ = ["s3", "seeds"]

SERVICES = {"browser", "postgresql"}
"""Fixtures that need more of the machine than Python."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Leave what needs a service to `make test-long`."""
    for item in items:
        if SERVICES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.long)
