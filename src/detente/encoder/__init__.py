"""The trained model: texts → arrays. See `labels` for what the arrays' columns mean."""

from detente.encoder.reader import MAX_PIECES, Bias, Reading, read_texts
from detente.encoder.shipped import SHIPPED, Encoder, load

__all__ = ["MAX_PIECES", "SHIPPED", "Bias", "Encoder", "Reading", "load", "read_texts"]
