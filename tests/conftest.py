"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow, and that is no fault of the code: no test fails by the clock.
settings.register_profile("plandiff", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("plandiff")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write tests/golden anew, to be read by a person")
