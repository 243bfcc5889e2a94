/** What can be asked for, and how it is written in the address: the names of the API. */

export const FILTERS = ["party", "actor", "recipient", "category", "modality", "place", "country", "from", "to", "min_origins", "min_score", "q"] as const;
export type Filter = (typeof FILTERS)[number];

export const CATEGORIES = [
  "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
  "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
];
export const MODALITIES = ["occurred", "planned", "possible", "negated"];

/** The filters of an address; several values of one stand apart by “|”. `without` leaves some out: a chart that is brushed does not filter itself. */
export function filtersOf(values: Record<string, string>, without: Filter[] = []): Record<string, string | string[]> {
  const kept = FILTERS.filter((name) => values[name] && !without.includes(name));
  return Object.fromEntries(kept.map((name) => [name, (values[name] ?? "").split("|")]));
}
