from datetime import datetime

import pytest

from detente.records import Grain, Incident, TimeSpan
from detente.relating import observations
from detente.relating.parties import is_party


@pytest.mark.parametrize("party", ["state:SYR", "sector:SYR/REB", "nil:hill guard", "nil:syrian opposition official@SYR", "icews:Rebel"])
def test_who_can_be_told_from_others_is_a_party(party: str) -> None:
    assert is_party(party)


@pytest.mark.parametrize("party", ["nil:rebels", "nil:government troops", "nil:members", "nil:people"])
def test_common_words_of_no_country_are_none(party: str) -> None:
    assert not is_party(party)


def test_an_incident_tells_of_its_parties_alone() -> None:
    when = TimeSpan(datetime(2014, 11, 1), datetime(2014, 11, 2), Grain.DAY)
    incident = Incident(
        "inc_1", ("evt_1",), "ASSAULT", ("group:hezbollah", "nil:rebels"), ("nil:hill guard", "nil:people"), None, when, "occurred", 1
    )
    assert list(observations([incident], [])) == [("group:hezbollah", "nil:hill guard")]
