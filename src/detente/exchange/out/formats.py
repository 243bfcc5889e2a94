"""Which formats there are: what each holds, what it can say, what is lost in it, and where its shape is published.

A format that can't say that something is planned, possible or negated holds only what occurred; one that can't say who denies it leaves out
what is denied. Parquet is written by the store itself (`Outward.parquet`), every other by the `writer` named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from detente.codebook import MODALITIES

EVENTS, ARTICLES, INCIDENTS, RELATIONS = "events", "articles", "incidents", "relations"
_OCCURRED = ("occurred",)
_ALL = tuple(MODALITIES)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `of` is what it holds; `writer` names a module with `lines`, and a function of it; None: the store writes it.

    `modalities` are those it can say, `stance` whether it can say that the claim is denied. `says` and `loses` are for readers.
    """

    name: str
    of: str
    writer: str | None
    modalities: tuple[str, ...]
    stance: bool
    says: str
    loses: str
    source: str

    @property
    def says_all(self) -> bool:
        """Whether it can say every modality."""
        return set(self.modalities) == set(MODALITIES)


_HOUSE = "detente.exchange.out."
_FORMATS = (
    Format(
        "plover",
        EVENTS,
        f"{_HOUSE}plover:lines",
        _ALL,
        True,
        "JSON lines shaped as NGEC, POLECAT's coder, writes them; PLOVER's code for category and modality together, what was read "
        "beside it; modality, stance, speakers",
        "mentions and their places in the text, alternatives, why; all places but the finest",
        "NGEC (Halterman et al. 2023), POLECAT (doi:10.7910/DVN/AJGVIT)",
    ),
    Format(
        "gdelt",
        EVENTS,
        f"{_HOUSE}gdelt:lines",
        ("occurred", "planned"),
        False,
        "the 61 columns of a GDELT 2.0 export, a row a directed pair, without a header; planned events where CAMEO can announce them",
        "speakers, tolls, the sentence, ids; what is possible, negated or denied; events without a day; Goldstein scale and tone, which we "
        "don't measure",
        "GDELT data format codebook 2.0 (2015)",
    ),
    Format(
        "gdelt1",
        EVENTS,
        f"{_HOUSE}gdelt:lines_1",
        ("occurred", "planned"),
        False,
        "the same in the 58 columns of GDELT 1.0",
        "as gdelt, and the time of day at which the article was fetched",
        "GDELT data format codebook 1.03 (2013)",
    ),
    Format(
        "icews",
        EVENTS,
        f"{_HOUSE}icews:lines",
        ("occurred", "planned"),
        False,
        "the 20 columns of the Dataverse event files, a row a directed pair; planned events where CAMEO can announce them",
        "speakers, tolls, the sentence, ids of parties; what is possible, negated or denied; events without a day or with one side only; "
        "places coarser than a country; intensity, which we don't measure",
        "ICEWS Coded Event Data (doi:10.7910/DVN/28075)",
    ),
    Format(
        "acled",
        INCIDENTS,
        f"{_HOUSE}acled:lines",
        _OCCURRED,
        False,
        "a CSV in ACLED's columns; speakers, modality and independent origins among the tags; precision of time and place by ACLED's codes",
        "what ACLED has no type for (talks, statements, aid); what did not occur; times coarser than a month; claims in contradiction",
        "ACLED codebook (2023)",
    ),
    Format(
        "ucdp",
        INCIDENTS,
        f"{_HOUSE}ucdp:lines",
        _OCCURRED,
        False,
        "a CSV in the columns of UCDP GED; speakers as source_original; precision of time and place by UCDP's codes",
        "all but assaults with at least one death told; what did not occur; UCDP's own ids of conflicts, dyads and sides; claims that "
        "contradict each other",
        "UCDP GED codebook 24.1",
    ),
    Format(
        "geojson",
        INCIDENTS,
        f"{_HOUSE}geojson:lines",
        _ALL,
        True,
        "a feature an incident: a point for what is finer than a province, a circle for a region, else no geometry; modality, "
        "stances, speakers",
        "claims one by one, history",
        "RFC 7946",
    ),
    Format(
        "gexf",
        RELATIONS,
        f"{_HOUSE}gexf:lines",
        _ALL,
        True,
        "a dated, signed network for Gephi: an edge a relation, from its first to its last day",
        "modality and speakers, which a relation has none of: its incidents, named on the edge, have",
        "GEXF 1.3 (gexf.net)",
    ),
    Format(
        "graphml",
        RELATIONS,
        f"{_HOUSE}graphml:lines",
        _ALL,
        True,
        "the same network for igraph, networkx, Cytoscape; days as attributes",
        "as gexf",
        "GraphML (graphml.graphdrawing.org)",
    ),
    Format(
        "parquet",
        EVENTS,
        None,
        _ALL,
        True,
        "a row an event, all columns that `detente events --json` has, with their types",
        "mentions, alternatives, why; pins of places",
        "Apache Parquet, zstd",
    ),
    Format(
        "jsonl",
        ARTICLES,
        f"{_HOUSE}jsonl:lines",
        _ALL,
        True,
        "a coded article a line, as `detente code --json` writes it: text, blocks, mentions, events, ties, each on its characters",
        "the capture's bytes; incidents and relations, which are made from these",
        "coded articles, [form](coded-article.md)",
    ),
    Format(
        "csv",
        EVENTS,
        f"{_HOUSE}table:lines",
        _ALL,
        True,
        "a row an event in words and ids, for spreadsheets; modality, stance, speakers",
        "mentions, alternatives, why; all places but the finest; tolls but deaths",
        "RFC 4180",
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _FORMATS})
