"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow, and that is no fault of the code: no test fails by the clock.
settings.register_profile("long", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The tests draw the same examples in every run, so that one that fails was broken by a change; ``make fuzz`` looks for new ones.
settings.register_profile("same", settings.get_profile("long"), derandomize=True)
settings.load_profile("long" if "FUZZ_COUNT" in os.environ else "same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write tests/golden anew, to be read by a person")
