import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.counts import bounds


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("at least 12", (12, 12, None)),
        ("12", (12, 12, 12)),
        ("more than a dozen", (12, 12, None)),
        ("up to 3,000", (None, 3000, 3000)),
        ("between 20 and 30", (20, None, 30)),
        ("20-30", (20, None, 30)),
        ("twenty-four", (24, 24, 24)),
        ("two hundred", (200, 200, 200)),
        ("one hundred and five", (105, 105, 105)),
        ("1.5 million", (1_500_000, 1_500_000, 1_500_000)),
        ("dozens", (24, None, None)),
        ("tens of thousands", (20_000, None, None)),
        ("a", (1, 1, 1)),
        ("countless", (None, None, None)),
    ],
)
def test_number_phrases(phrase: str, expected: tuple[int | None, int | None, int | None]) -> None:
    assert bounds(phrase) == expected


@given(st.text(max_size=40))
def test_any_text_gives_ordered_bounds(phrase: str) -> None:
    low, best, high = bounds(phrase)
    known = [value for value in (low, best, high) if value is not None]
    assert known == sorted(known)
