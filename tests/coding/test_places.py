from detente.coding.places import locate
from detente.places import gazetteer
from detente.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Coding,
    Event,
    EventPlace,
    Mention,
    MentionKind,
    Modality,
    Precision,
    Resolution,
    Span,
)


def located(
    text: str, *phrases: str, at: tuple[int, ...] | None = None, refers: dict[int, int] | None = None, country: str | None = None
) -> Coding:
    page = Article("art_1", "cap_1", None, "The Paper", "en", text, (Block(Span(0, len(text)), BlockKind.BODY),))
    mentions = []
    for number, phrase in enumerate(phrases):
        start = text.index(phrase)
        back = ((refers or {})[number],) if number in (refers or {}) else ()
        mentions.append(Mention(number, Span(start, start + len(phrase)), MentionKind.PLACE, back))
    actor = Mention(len(phrases), Span(0, 1), MentionKind.ACTOR)
    places = tuple(EventPlace(number) for number in (range(len(phrases)) if at is None else at))
    event = Event(
        "evt_1",
        "art_1",
        Span(0, 4),
        Span(0, len(text)),
        "ASSAULT",
        None,
        (),
        (),
        (),
        places,
        None,
        (),
        Modality.OCCURRED,
        Attribution(),
        0.9,
    )
    resolutions = (Resolution(len(phrases), "ctry", "State", None, 1.0, "", "register", country),) if country else ()
    return locate(page, Coding("art_1", "c", (*mentions, actor), (event,), (), resolutions), gazetteer())


def test_a_farm_house_in_a_town_is_placed_in_the_town() -> None:
    coding = located(
        "They met at a farm house in the northern Syrian town of Atareb.", "a farm house", "the northern Syrian town of Atareb"
    )
    first, second = coding.events[0].places
    assert (first.place_id, first.precision, first.country, first.admin1) == ("geonames:174030", Precision.TOWN, "SYR", "Aleppo")
    assert (second.place_id, second.lat, second.precision) == (None, None, Precision.UNKNOWN)


def test_a_region_has_no_pin() -> None:
    place = located("They attacked part of northern Syria.", "part of northern Syria").events[0].places[0]
    assert (place.precision, place.lat, place.lon, place.country) == (Precision.REGION, None, None, "SYR")
    assert "km" in place.detail


def test_a_direction_outside_the_mention_counts() -> None:
    place = located("They attacked part of northern Syria.", "Syria").events[0].places[0]
    assert (place.precision, place.name, place.lat) == (Precision.REGION, "northern Syria", None)


def test_the_finest_place_comes_first_and_its_holder_after() -> None:
    places = located("Shells fell in Syria, in Idlib province, on Saraqib.", "Syria", "Idlib province", "Saraqib").events[0].places
    assert [place.precision for place in places] == [Precision.TOWN, Precision.PROVINCE, Precision.COUNTRY]


def test_places_of_no_event_are_resolved_but_place_nothing() -> None:
    coding = located("Fighters from Pakistan struck in Mosul.", "Pakistan", "Mosul", at=(1,))
    assert [place.name for place in coding.events[0].places] == ["Mosul"]
    assert {each.name for each in coding.resolutions} == {"Pakistan", "Mosul"}


def test_an_event_without_a_place_stays_without() -> None:
    assert located("Fighters from Pakistan struck.", "Pakistan", at=()).events[0].places == ()


def test_a_noun_stands_for_what_it_refers_to() -> None:
    coding = located("Mosul fell. Troops left the town.", "Mosul", "the town", at=(1,), refers={1: 0})
    assert coding.events[0].places[0].name == "Mosul"


def test_the_actors_countries_count() -> None:
    assert located("Clashes shook Tripoli.", "Tripoli", country="LBN").events[0].places[0].country == "LBN"
    assert located("Clashes shook Tripoli.", "Tripoli", country="LBY").events[0].places[0].country == "LBY"


def test_other_resolutions_are_kept() -> None:
    assert "ctry" in {each.target_id for each in located("Clashes shook Mosul.", "Mosul", country="IRQ").resolutions}


def test_without_place_mentions_nothing_changes() -> None:
    coding = located("They met.")
    assert coding.events[0].places == ()
    assert coding.resolutions == ()
