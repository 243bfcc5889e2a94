from __future__ import annotations

import pytest

from detente.cli.demo import Shown, show
from detente.pipeline import Workshop
from tests.cli.telling import stages


@pytest.fixture(scope="session")
def shown() -> Shown:
    """The sample pages through the real path, coded by verbs: what is tested here needs no model."""
    return show(workshop=Workshop(stages=stages, processes=0))
