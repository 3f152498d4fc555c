"""What all tests share: how hypothesis searches, what is collected, and a store that is migrated once."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A search that makes a database for each example is slow, not wrong; a machine that is shared has no deadline.
settings.register_profile("brandbot", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("brandbot")

# Minutes of measuring pixels: `make proofs` runs them.
collect_ignore = (
    [] if os.environ.get("BRANDBOT_PROOFS") else ["test_templates_pixels.py", "test_templates_pixels_hard.py"]
)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it again and again is a good part of the time."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def store_migrated_once() -> Iterator[None]:
    """Every empty store of this process begins with the tables of the first."""
    from store_fixtures import migrated_once  # noqa: PLC0415 - a run of one quick test need not import the store

    with migrated_once():
        yield
