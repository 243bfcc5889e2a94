from detente.actors.calling import name_of
from detente.actors.sectors import ARMS_OF_STATE, CALLED, state_of
from detente.codebook import SECTORS
from detente.records import sector_id


def test_every_sector_that_has_a_name_is_plovers() -> None:
    assert set(CALLED) <= set(SECTORS)
    assert set(CALLED) >= ARMS_OF_STATE


def test_names_tell_country_and_sector() -> None:
    assert name_of(sector_id("SYR", "REB")) == "rebels (Syria)"
    assert name_of(sector_id("XXX", "OTH")) == "OTH (XXX)"


def test_arms_of_a_state_act_for_it() -> None:
    assert state_of(sector_id("SYR", "COP")) == "state:SYR"
    assert state_of(sector_id("SYR", "CVL")) is None
    assert state_of("group:hezbollah") is None
