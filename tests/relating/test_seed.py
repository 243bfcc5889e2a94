"""The seed's relation on hand-made reports: two foes agree to a ceasefire, told by one anonymous speaker through one paper."""

from __future__ import annotations

from datetime import date, datetime

from detente import merging, relating
from detente.merging import Page, Report, Where
from detente.records import Grain, TimeSpan
from detente.relating import Stated

IS, AQ, REBELS, ASSAD, NUSRA = "group:islamic-state", "group:al-qaeda", "nil:u.s.-backed rebels@SYR", "SYR", "group:nusra-front"
NIGHT = TimeSpan(datetime(2014, 11, 2), datetime(2014, 11, 2, 4), Grain.HOUR)
PUBLISHED = TimeSpan(datetime(2014, 11, 14), datetime(2014, 11, 15), Grain.DAY)
ONE = Page("art_seed", "China Topix", PUBLISHED)
CHAIN = ("nil:new york daily news@USA", "nil:syrian opposition official")


def told(name: str, category: str, **more: object) -> Report:
    fields = {"actor_ids": (IS, AQ), "when": NIGHT, "speakers": CHAIN, "outlets": CHAIN[:1], "trigger": name, "at": ord(name[0])}
    return Report(f"evt_{name}", ONE, category, **{**fields, **more})  # type: ignore[arg-type]


REPORTS = [
    told("met", "CONSULT", where=Where("Al Atarib", "town", "geonames:174030", 36.14, 36.83, "SYR", "Aleppo")),
    told("ceasefire", "CONCEDE", contexts=("military",)),
    told("team", "AGREE", contexts=("military",)),
    told("attack", "ASSAULT", modality="planned", recipient_ids=(REBELS,), when=None),
    told("merge", "COOPERATE", modality="negated", stance="expects", speakers=("USA",), outlets=(), when=None),
]
TIES = [
    Stated("tie_1", "art_seed", IS, "hostile", AQ, "current", PUBLISHED),
    Stated("tie_2", "art_seed", NUSRA, "affiliate", AQ, "current", PUBLISHED),
    Stated("tie_3", "art_seed", IS, "hostile", REBELS, "current", PUBLISHED),
    Stated("tie_4", "art_seed", AQ, "hostile", REBELS, "current", PUBLISHED),
]


def test_foes_draw_together_and_the_doubt_is_said() -> None:
    _, incidents = merging.rebuild(REPORTS)
    relations, shifts = relating.rebuild(incidents, TIES)
    (shift,) = [shift for shift in shifts if shift.dyad == (AQ, IS)]
    assert (shift.before, shift.after, shift.at) == ("hostile", "truce", date(2014, 11, 2))
    assert shift.size > 0.4
    assert shift.score < 0.8
    assert "certainty low (one origin, one anonymous speaker)" in shift.detail
    assert shift.incident_ids
    states = [(one.tie, one.when.end) for one in relations if one.dyad == (AQ, IS) and one.against is None]
    assert states == [("hostile", datetime(2014, 11, 2)), ("truce", None)]


def test_a_common_enemy() -> None:
    relations, _ = relating.rebuild(merging.rebuild(REPORTS)[1], TIES)
    (enemy,) = [one for one in relations if one.tie == "common_enemy"]
    assert (enemy.dyad, enemy.against) == ((AQ, IS), REBELS)
    assert [one.tie for one in relations if one.dyad == (NUSRA, AQ)] == ["affiliate"]


def test_what_is_planned_or_negated_is_not_done() -> None:
    _, incidents = merging.rebuild(REPORTS)
    relations, _ = relating.rebuild(incidents)
    (truce,) = [one for one in relations if one.dyad == (AQ, IS) and not one.against]
    merger = next(incident.id for incident in incidents if incident.event_ids == ("evt_merge",))
    assert merger not in truce.incident_ids
    assert truce.weight < 0.5, "an agreement is no alliance"
    no_attack = [one for one in relations if one.dyad == tuple(sorted((IS, REBELS)))]
    assert all(one.weight > -0.5 for one in no_attack)


def test_no_relation_without_evidence() -> None:
    relations, shifts = relating.rebuild(merging.rebuild(REPORTS)[1], TIES)
    assert all(one.incident_ids or one.tie_ids for one in relations)
    assert all(shift.incident_ids or shift.tie_ids for shift in shifts)
