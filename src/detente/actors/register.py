"""The register: who a surface names as of a date, what it tells of the unnamed, and where an actor stood when.

Every look-up takes a date; there is no default, since "the president" and "Nusra" mean different parties in different years.
It reads nothing but the compiled file and keeps no state between look-ups.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from detente.actors import compiled
from detente.actors.compiled import OPEN_END, Table, stamp
from detente.actors.describing import FORMER, Description, describe, is_description, names_nobody, people_sector, sector_of, titled_sector
from detente.actors.matching import Candidate, candidates
from detente.actors.names import normalise
from detente.actors.searching import containing
from detente.records import Actor, Affiliation
from detente.records.errors import UnknownId

BELIEVED = 0.55  # a weak name in its time passes (0.78 × 0.8), a name before its time never does (0.97 × 0.35)
MARGIN = 0.02  # two parties closer than this can't be told apart by the name alone
_PARENTS = frozenset({"part_of", "affiliate", "joined"})


class Register:
    """Actors through time. Get it from `register()`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table.entries)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._table.entries

    def look_up(self, surface: str, on: date, *, country: str | None = None) -> list[Candidate]:
        """Return whom `surface` may name on a date, best first; `country` (ISO alpha-3) is what the context suggests.

        >>> [one.name for one in register().look_up("the French president", date(2014, 11, 2))]
        ['François Hollande']
        """
        return candidates(self._table, surface, stamp(on), country)

    def link(self, surface: str, on: date, country: str | None = None) -> Candidate | None:
        """Return the one party that `surface` names on a date, or None: nobody known, nobody named, or two alike.

        >>> register().link("Nusra Front", date(2014, 11, 2)).actor_id, register().link("gunmen", date(2014, 11, 2))
        ('group:nusra-front', None)
        """
        found = self.look_up(surface, on, country=country)
        if not found or found[0].score < BELIEVED:
            return None
        if len(found) > 1 and found[0].score - found[1].score < MARGIN:
            return None
        return found[0]

    def search(self, text: str, on: date, *, country: str | None = None) -> list[Candidate]:
        """Return whom `text` may name on a date, and after them everybody with a name that holds its words.

        >>> {"group:iskp", "group:khorasan-group"} <= {one.actor_id for one in register().search("khorasan", date(2016, 1, 1))}
        True
        """
        told = self.look_up(text, on, country=country)
        known = {one.actor_id for one in told}
        return told + [one for one in containing(self._table, text, stamp(on)) if one.actor_id not in known]

    def describe(self, surface: str, on: date, country: str | None = None) -> Description:
        """Return country, sector and head noun of a party, named or not.

        >>> register().describe("French soldiers", date(2014, 11, 2))
        Description(country='FRA', sector='MIL', head='soldier')
        """
        named = self.link(surface, on, country)
        if named is None:
            return describe(self._table, surface, stamp(on), self._compatriots(surface, on) or country)
        entry = self._table.entries[named.actor_id]
        if entry.kind == "state" and (people := people_sector(self._table, normalise(surface).split())):
            return Description(entry.country, people, None)
        if entry.kind == "person" and FORMER.intersection(normalise(surface).split()):
            return Description(entry.country, "ELI", None)
        held = self._role(named.actor_id, stamp(on))
        if entry.kind == "person" and (not held or held[1] == "ELI") and (sector := titled_sector(self._table, surface)):
            return Description(held[0] if held else entry.country, sector, None)
        return Description(held[0] if held else entry.country, held[1] if held else sector_of(entry), None)

    def names_nobody(self, surface: str) -> bool:
        """Return whether a phrase only describes: it ends in an agent noun, and its capitals are those of countries, peoples and towns.

        False where it says whom somebody is with ("U.S.-backed rebels"): that tells them from others.

        >>> [register().names_nobody(each) for each in ("Syrian rebels", "the police", "Hill Guard", "U.S.-backed rebels")]
        [True, True, False, False]
        """
        return names_nobody(self._table, surface)

    def _compatriots(self, surface: str, on: date) -> str | None:
        """Return the country of all persons whom a title and a name may mean, in or out of office: either President Bush is American."""
        if titled_sector(self._table, surface) is None:
            return None
        found = self.look_up(surface, on)
        countries = {one.country if one.actor_id.startswith("person:") else None for one in found}
        return countries.pop() if len(countries) == 1 else None

    def only_describes(self, words: str) -> bool:
        """Return whether all of these words, in whatever case, are agent nouns, peoples, countries or plain modifiers.

        >>> register().only_describes("government troops"), register().only_describes("hill guard")
        (True, False)
        """
        return is_description(self._table, normalise(words).split())

    def actor(self, actor_id: str) -> Actor:
        """Return an actor with all its names and affiliations; `UnknownId` if the register has none of that id."""
        self._known(actor_id)
        return compiled.actor(self._table, actor_id)

    def affiliations(self, actor_id: str, on: date) -> tuple[Affiliation, ...]:
        """Return where an actor stood on a date, and nothing of any other date (law 7)."""
        self._known(actor_id)
        at = stamp(on)
        return tuple(held for held, start, end in compiled.affiliations(self._table, actor_id) if start <= at < end)

    def parents(self, actor_id: str, on: date) -> tuple[str, ...]:
        """Return the ids of what an actor was part or affiliate of on a date, nearest first, without repeats.

        >>> register().parents("group:nusra-front", date(2014, 11, 2)), register().parents("group:nusra-front", date(2016, 9, 1))
        (('group:al-qaeda',), ())
        """
        found: list[str] = []
        queue = [actor_id]
        while queue:
            for held in self.affiliations(queue.pop(0), on):
                if held.kind in _PARENTS and held.parent_id not in found and held.parent_id != actor_id and held.parent_id in self:
                    found.append(held.parent_id)
                    queue.append(held.parent_id)
        return tuple(found)

    def _role(self, actor_id: str, at: int) -> tuple[str, str] | None:
        """Return country and sector of a person's role at that time: our own files first, dated roles before standing ones."""
        rows = [row for row in self._table.rows(actor_id, "R") if int(row[2]) <= at < int(row[3])]
        rows.sort(key=lambda row: (row[4].startswith("phoenix"), row[2] == "0" and row[3] == str(OPEN_END)))
        return (rows[0][0], rows[0][1]) if rows else None

    def _known(self, actor_id: str) -> None:
        if actor_id not in self._table.entries:
            raise UnknownId(f"the register has no actor {actor_id!r}", hint="`detente actors NAME` searches it")


@cache
def register() -> Register:
    """Return the register, loaded at the first call."""
    return Register(compiled.table())
