from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import codebook
from detente.actors import register
from detente.actors.compiled import Naming, opened, table
from detente.actors.filing import SLIP_LENGTHS, index_of, read_index
from detente.actors.names import slips
from detente.records.errors import UnknownId

SEED = date(2014, 11, 14)
DATES = st.dates(date(1946, 1, 1), date(2026, 12, 31))
IDS = sorted(register()._table.entries)
MOVING = [actor_id for actor_id in IDS if actor_id.startswith(("group:", "org:"))] + IDS[::150]


def linked(surface: str, on: date = SEED, country: str | None = None) -> str | None:
    found = register().link(surface, on, country)
    return found.actor_id if found else None


def test_the_four_groups_of_one_story_are_four() -> None:
    ids = [linked(surface) for surface in ("ISIS", "Nusra Front", "al Qaeda", "Khorasan Group")]
    assert None not in ids
    assert len(set(ids)) == 4


@pytest.mark.parametrize("surface", ["Daesh", "ISIL", "the ISIS", "Islamic State group", "ISIS fighters"])
def test_one_group_is_one_node(surface: str) -> None:
    assert linked(surface, date(2015, 6, 1)) == "group:islamic-state"


@pytest.mark.parametrize("surface", ["Al Nusrah", "Jabhat al-Nusra", "Jebhat an-Nusra", "Nusra"])
def test_transliterations_are_found(surface: str) -> None:
    assert linked(surface) == "group:nusra-front"


def test_look_alikes_stay_apart() -> None:
    assert linked("Khorasan Province", date(2016, 5, 1)) == "group:iskp"
    assert linked("Khorasan Group") == "group:khorasan-group"
    assert linked("Khorasan Province", date(2012, 5, 1)) != "group:iskp", "not founded before 2015"


@pytest.mark.parametrize(
    "surface", ["gunmen", "police", "a Syrian opposition official", "U.S.-backed rebels", "French soldiers", "they", "the two groups", ""]
)
def test_nobody_is_an_answer(surface: str) -> None:
    assert linked(surface) is None


@pytest.mark.parametrize(
    ("surface", "on", "holder"),
    [
        ("the French president", date(2012, 5, 1), "person:nicolas-sarkozy"),
        ("the French president", date(2014, 11, 2), "person:francois-hollande"),
        ("President Putin", date(2014, 3, 18), "person:vladimir-putin"),
        ("Russian president", date(2010, 1, 1), "person:dmitry-medvedev"),
        ("Assad", date(1999, 1, 1), "person:hafez-al-assad"),
        ("Assad", date(2013, 1, 1), "person:bashar-al-assad"),
        ("UN secretary-general", date(2014, 1, 1), "person:ban-ki-moon"),
    ],
)
def test_offices_and_surnames_by_date(surface: str, on: date, holder: str) -> None:
    assert linked(surface, on) == holder


@pytest.mark.parametrize(
    ("surface", "on", "person"),
    [
        ("Syria President Bashar Assad", SEED, "person:bashar-al-assad"),
        ("Syria's Bashar el-Assad", SEED, "person:bashar-al-assad"),
        ("Venezuelan leader Hugo Chavez", date(2008, 1, 1), "person:hugo-chavez"),
        ("Iraq Prime Minister Nouri Maliki", date(2013, 1, 1), "person:nouri-al-maliki"),
        ("Joint Chiefs of Staff Chairman Gen. Martin Dempsey", SEED, "person:martin-dempsey"),
        ("Zelenskiy", date(2022, 3, 16), "person:volodymyr-zelenskyy"),
        ("Abu Mohammed al-Jawlani", date(2013, 4, 10), "person:abu-mohammed-al-golani"),
        ("Yemen's President Ali Abdullah Salih", date(2011, 5, 1), "person:ali-abdullah-saleh"),
        ("Hezbollah leader", date(2010, 1, 1), "person:hassan-nasrallah"),
    ],
)
def test_titles_countries_and_other_spellings(surface: str, on: date, person: str) -> None:
    assert linked(surface, on) == person


@pytest.mark.parametrize(
    ("surface", "group"),
    [
        ("al Qaeda officials", "group:al-qaeda"),
        ("ISIS representative", "group:islamic-state"),
        ("Boko Haram fighters", "group:boko-haram"),
        ("Hezbollah leaders", "group:hezbollah"),
        ("senior commanders of the Taliban", "group:taliban"),
    ],
)
def test_members_are_the_group_for_a_lower_score(surface: str, group: str) -> None:
    found = register().link(surface, SEED)
    assert found is not None
    assert found.actor_id == group
    assert found.score < 0.95


@pytest.mark.parametrize("surface", ["Boko Haram victims", "ISIS hostages", "anti-Houthi fighters", "former Taliban commander"])
def test_who_stands_around_a_group_is_not_the_group(surface: str) -> None:
    assert linked(surface, date(2016, 1, 1)) is None


def test_supporters_of_a_person_are_not_that_person() -> None:
    assert linked("supporters of President Hosni Mubarak", date(2005, 1, 1)) is None


def test_a_group_in_front_must_be_the_one_it_belongs_to() -> None:
    assert linked("IS-Khorasan", date(2022, 4, 22)) == "group:iskp"
    assert linked("Hamas's Qassam Brigades", SEED) == "group:qassam"


@pytest.mark.parametrize(
    ("surface", "on", "country", "group"),
    [
        ("al-Shabab", date(2021, 3, 29), "MOZ", "group:is-mozambique"),
        ("al-Shabab", date(2021, 3, 29), None, "group:al-shabaab"),
        ("Ansar al-Sharia", date(2012, 3, 5), "YEM", "group:aqap"),
        ("Ansar al-Sharia", date(2012, 10, 5), "LBY", "group:ansar-al-sharia-libya"),
        ("Ansar al-Sharia", date(2012, 10, 5), "TUN", "group:ansar-al-sharia-tunisia"),
        ("JEM", date(2009, 2, 17), None, "group:jem"),
        ("JeM", date(2019, 2, 17), None, "group:jaish-e-mohammed"),
    ],
)
def test_namesakes_by_country_and_capitals(surface: str, on: date, country: str | None, group: str) -> None:
    assert linked(surface, on, country) == group


def test_joint_chiefs_are_a_body_of_the_united_states() -> None:
    assert linked("Joint Chiefs of Staff") == "org:joint-chiefs"
    assert "state:USA" in register().parents("org:joint-chiefs", SEED)
    told = register().describe("Joint Chiefs of Staff", SEED)
    assert (told.country, told.sector) == ("USA", "MIL")


def test_context_decides_between_namesakes() -> None:
    assert linked("National Liberation Army", date(2001, 6, 1), "MKD") == "group:nla-macedonia"
    assert linked("National Liberation Army", date(2001, 6, 1), "COL") == "group:eln"
    assert linked("the president", SEED, "SYR") == "person:bashar-al-assad"


@pytest.mark.parametrize("surface", ["Ankara", "Turkish government", "Turkey"])
def test_capitals_and_governments_are_the_state(surface: str) -> None:
    assert linked(surface) == "state:TUR"


@pytest.mark.parametrize(
    ("surface", "country", "sector"),
    [
        ("French soldiers", "FRA", "MIL"),
        ("Syrian opposition official", "SYR", "OPP"),
        ("protesters", None, "CVL"),
        ("Washington officials", "USA", "GOV"),
        ("a former Iraqi minister", "IRQ", "ELI"),
        ("police in Nairobi", "KEN", "COP"),
        ("U.S.-backed rebels", None, "REB"),
        ("ethnic Albanians", "ALB", "CVL"),
        ("Gen. Martin Dempsey", "USA", "MIL"),
        ("ISIS", "IMG", "REB"),
        ("Hezbollah leaders", "LBN", "REB"),
        ("Palestinian armed groups", "PSE", "REB"),
        ("ethnic Albanians in Serbia", "SRB", "CVL"),
        ("Iraqi Kurds", "IRQ", "CVL"),
        ("terror group based in Trinidad", "TTO", "REB"),
        ("Moslem troops", None, "REB"),
        ("U.N. peacekeepers", "UNO", "MIL"),
        ("Nablus", "PSE", "CVL"),
    ],
)
def test_descriptions(surface: str, country: str | None, sector: str) -> None:
    told = register().describe(surface, SEED)
    assert (told.country, told.sector) == (country, sector)


def test_a_look_up_without_a_date_is_an_error() -> None:
    with pytest.raises(TypeError):
        register().look_up("ISIS")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="needs a date"):
        register().link("ISIS", None)  # type: ignore[arg-type]


def test_affiliation_ends_with_the_break() -> None:
    of = register().parents
    assert of("group:nusra-front", date(2016, 7, 27)) == ("group:al-qaeda",)
    assert of("group:nusra-front", date(2016, 7, 28)) == ()
    assert of("group:islamic-state", date(2014, 2, 1)) == ("group:al-qaeda",)
    assert of("group:islamic-state", date(2014, 2, 2)) == ()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MOVING), DATES)
def test_law_7_no_affiliation_outside_its_time(actor_id: str, on: date) -> None:
    noon = datetime(on.year, on.month, on.day, 12)
    given_now = register().affiliations(actor_id, on)
    for held in given_now:
        assert held.when is None or (held.when.start or noon) <= noon < (held.when.end or noon + timedelta(days=1))
    for held in set(register().actor(actor_id).affiliations) - set(given_now):
        assert held.when is not None
        assert not ((held.when.start or noon) <= noon < (held.when.end or noon + timedelta(days=1)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), DATES)
def test_any_text_is_answered(surface: str, on: date) -> None:
    found = register().look_up(surface, on)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    register().describe(surface, on)


def test_every_row_speaks_known_words() -> None:
    sectors = {*codebook.SECTORS, *codebook.NON_STATE, ""}
    for entry in table().entries.values():
        assert (entry.sector or "") in sectors or entry.id.startswith("intl:"), entry
        assert entry.start < entry.end, entry
    assert set(table().nouns.values()) <= set(codebook.SECTORS)


def test_every_curated_parent_and_holder_exists() -> None:
    known = table().entries
    for actor_id in MOVING:
        assert all(row[1] in known for row in table().rows(actor_id, "F")), actor_id
    assert all(term.holder in known and seat in known for (seat, _), terms in table().offices.items() for term in terms)


def test_every_name_is_cited() -> None:
    assert all(name.cites for name in register().actor("group:hezbollah").names)
    assert all(held.cites for held in register().actor("group:hezbollah").affiliations)


def test_unknown_id() -> None:
    with pytest.raises(UnknownId, match="no actor"):
        register().actor("group:nobody")


def test_every_stamp_of_the_register_is_a_day() -> None:
    """A year added to a leap day once made a 29 February that never was."""
    stamps = {stamp for namings in table().by_key.values() for naming in namings for stamp in (naming.start, naming.end)}
    for stamp in stamps - {0, 99999999}:
        date(stamp // 10000, stamp // 100 % 100 or 1, stamp % 100 or 1)


def _may_be_slipped(naming: Naming) -> bool:
    return naming.weight == 2 and naming.entry.id.startswith(("group:", "org:", "state:", "person:"))


@pytest.mark.parametrize("key", ["bokko haram", "bko haram", "boko harram", "hezbolah", "al qaida"])
def test_a_slip_finds_every_name_that_shares_a_key(key: str) -> None:
    found = table()
    known = [name for name, namings in found.by_key.items() if len(name) in SLIP_LENGTHS and any(map(_may_be_slipped, namings))]
    keys = set(slips(key))
    assert found.slip_of(key) == {name for name in known if name != key and not keys.isdisjoint(slips(name))}


def test_the_index_is_the_register_s_own() -> None:
    folder = files("detente.actors").joinpath("data")
    data, index = folder.joinpath("register.tsv").read_bytes(), folder.joinpath("register.idx").read_bytes()
    assert index_of(data) == index
    assert len(data) + len(index) < 12e6
    with pytest.raises(ValueError, match="another register's"):
        opened(data + b"\n", index)


@pytest.mark.parametrize("damage", [lambda index: index[:100], lambda index: index[:-4], lambda index: b"X" + index[1:], lambda _: b""])
def test_a_damaged_index_is_refused(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ValueError, match=r"cut off|version"):
        read_index(damage(SMALL_INDEX))


SMALL = b"""A\tgroup:hill-guard\tHill Guard\tgroup\tSYR\tREB\t20110101\t99999999
N\thill guard\t0\t99999999\t2\thl krd\tHill Guard\there
N\tguard\t20120101\t20130101\t1\t\tGuard\there
F\tgroup:river-front\tallied\t0\t99999999\there
A\tgroup:river-front\tRiver Front\tgroup\t\t\t0\t99999999
N\tguard\t0\t99999999\t2\t\tGuard\there
O\tstate:SYR\tpresident\tgroup:river-front\t20110101\t20120101
D\tsyrian\tSYR
"""
SMALL_INDEX = index_of(SMALL)


def test_a_small_register_reads_as_written() -> None:
    found = opened(SMALL, SMALL_INDEX)
    assert list(found.entries) == ["group:hill-guard", "group:river-front"]
    assert [(naming.entry.id, naming.start) for naming in found.by_key["guard"]] == [
        ("group:hill-guard", 20120101),
        ("group:river-front", 0),
    ]
    assert [naming.entry.name for naming in found.by_sound["hl krd"]] == ["Hill Guard"]
    assert "nobody" not in found.by_key
    assert "nobody" not in found.entries
    assert found.rows("group:hill-guard", "F") == [["group:river-front", "allied", "0", "99999999", "here"]]
    assert found.rows("group:river-front", "N") == [["guard", "0", "99999999", "2", "", "Guard", "here"]]
    assert found.offices[("state:SYR", "president")][0].holder == "group:river-front"
    assert found.slip_of("hil guard") == {"hill guard"}
    assert found.demonyms == {"syrian": "SYR"}
