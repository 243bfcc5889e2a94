"""Places as unit vectors, so that nearness is a product."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.places.index import DEGREE, NO_PLACE, Index

EARTH_KM = 6371.0


def unit(index: Index, row: int) -> tuple[float, float, float]:
    """A row's place as a unit vector; the null vector where nobody told, which is near nothing."""
    where = index.where(row)
    if where is None:
        return 0.0, 0.0, 0.0
    a, b = np.radians(where)
    return float(np.cos(a) * np.cos(b)), float(np.cos(a) * np.sin(b)), float(np.sin(a))


def units(index: Index, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The same for many rows: shape (rows, 3)."""
    lats, lons = np.radians(index.lats[rows] / DEGREE), np.radians(index.lons[rows] / DEGREE)
    out = np.stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)], axis=1)
    out[index.lats[rows] == NO_PLACE] = 0
    return out
