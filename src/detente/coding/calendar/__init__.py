"""The time words of news: a grammar that finds them and says which stretch of the calendar they mean. Pure; knows no article."""

from detente.coding.calendar.find import find
from detente.coding.calendar.values import Clock, Reading

__all__ = ["Clock", "Reading", "find"]
