from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.feeds import Limits
from detente.feeds.origin import Origin
from detente.feeds.unfold import unfold
from detente.records import Capture, Refusal

Taken = tuple[list[Capture], list[Refusal]]


@pytest.fixture
def take() -> Callable[..., Taken]:
    """Unfold bytes; return captures and refusals."""
    import io

    def run(data: bytes, **limits: int) -> Taken:
        found = list(unfold(io.BytesIO(data), Origin("here", limits=Limits(**limits))))
        return [item for item in found if isinstance(item, Capture)], [item for item in found if isinstance(item, Refusal)]

    return run
