"""What the columns of the model's arrays mean. The order is part of the trained weights: append, never reorder."""

from __future__ import annotations

KINDS = ("actor", "outlet", "place", "time", "count", "cue", "trigger")
"""Span kinds; the tag columns are O, then B and I of each kind in this order."""

KIND_LETTERS = "aoptnke"
"""The letters of `corpus/GUIDE.md` for `KINDS`."""

TAGS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))

CATEGORIES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

NOT_AN_EVENT = len(CATEGORIES)
"""The category column that says: this span is no trigger."""

MODES = (
    "RETREAT-withdraw", "RETREAT-release", "RETREAT-disarm", "RETREAT-ceasefire", "RETREAT-access", "RETREAT-resign",
    "CONSULT-visit", "CONSULT-third-party", "CONSULT-multilateral", "CONSULT-phone",
    "REQUEST-assist", "REQUEST-change", "REQUEST-yield", "REQUEST-meet",
    "ACCUSE-disapprove", "ACCUSE-investigate", "ACCUSE-allege",
    "REJECT-assist", "REJECT-change", "REJECT-yield", "REJECT-meet",
    "THREATEN-restrict", "THREATEN-ban", "THREATEN-arrest", "THREATEN-relations", "THREATEN-expel", "THREATEN-territory",
    "THREATEN-violence",
    "PROTEST-demo", "PROTEST-riot", "PROTEST-strike", "PROTEST-hunger", "PROTEST-boycott", "PROTEST-obstruct", "PROTEST-vandalize",
    "SANCTION-convict", "SANCTION-expel", "SANCTION-withdraw", "SANCTION-discontinue",
    "MOBILIZE-troops", "MOBILIZE-weapons", "MOBILIZE-police", "MOBILIZE-militia",
    "COERCE-seize", "COERCE-restrict", "COERCE-censor", "COERCE-curfew", "COERCE-martial-law", "COERCE-arrest", "COERCE-deport",
    "COERCE-withhold", "COERCE-misinformation", "COERCE-cyber",
    "ASSAULT-abduct", "ASSAULT-beat", "ASSAULT-torture", "ASSAULT-sexual", "ASSAULT-targeted", "ASSAULT-destroy", "ASSAULT-primitive",
    "ASSAULT-firearms", "ASSAULT-explosives", "ASSAULT-suicide-attack", "ASSAULT-aerial", "ASSAULT-drone", "ASSAULT-heavy-weapons",
    "ASSAULT-crowd-control", "ASSAULT-unconventional",
)  # fmt: skip
"""Mode columns; after them one column a category that means: none of its modes. Scores compare within a category only."""

MODE_COLUMNS = tuple(
    (*(i for i, mode in enumerate(MODES) if mode.startswith(f"{category}-")), len(MODES) + number)
    for number, category in enumerate(CATEGORIES)
)
"""For each category the mode columns that are its own, the one for no mode last."""

MODALITIES = ("occurred", "planned", "possible", "negated")
STANCES = ("asserts", "denies", "expects")

ROLES = (
    "actor", "recipient", "place", "time", "speaker", "outer_speaker",
    "killed", "wounded", "arrested", "abducted", "displaced", "crowd",
)  # fmt: skip
"""Trigger-to-mention columns. `speaker` is the last of the attribution chain, `outer_speaker` any before it."""

COUNTS = ROLES[6:]

TIES = ("allied", "hostile", "affiliate", "part_of", "backs", "leads", "controls")
LINKS = (*TIES, "refers_to")
"""Mention-to-mention columns: the seven ties, then coreference (row refers to column)."""

TIE_STATES = ("current", "former", "planned", "possible", "negated")

CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
    "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt",
    "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration", "disasters",
    "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking",
)  # fmt: skip
