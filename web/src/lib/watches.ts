/** Watches as forms and words: what a form holds as the rule that the API takes, and a rule in a line. Pure functions. */
import type { Rule, Watch } from "./types";

/** What the form holds: text as it was typed. */
export interface Draft {
  name: string; incident: boolean; shift: boolean; actor: string; a: string; b: string; place: string; category: string; modality: string;
  score: string; origins: string; size: string; after: string;
}

export const EMPTY: Draft = {
  name: "", incident: true, shift: true, actor: "", a: "", b: "", place: "", category: "", modality: "", score: "", origins: "", size: "", after: "",
};

/** Return the rule that a form asks for; what is left empty is no condition. */
export function ruleOf(draft: Draft): Rule {
  const text = (value: string): string | null => value.trim() || null;
  const number = (value: string): number | null => (value.trim() === "" ? null : Number(value));
  return {
    name: draft.name.trim(), on: [...(draft.incident ? ["incident"] : []), ...(draft.shift ? ["shift"] : [])],
    dyad: [draft.a, draft.b].map((one) => one.trim()).filter(Boolean), actor: text(draft.actor), place: text(draft.place),
    categories: draft.category ? [draft.category] : [], modality: text(draft.modality), score: number(draft.score), origins: number(draft.origins),
    size: number(draft.size), after: text(draft.after),
  };
}

/** Return the form of a watch that is to be changed. */
export function draftOf(watch: Watch): Draft {
  const said = (value: number | string | null): string => (value === null ? "" : String(value));
  return {
    name: watch.name, incident: watch.on.includes("incident"), shift: watch.on.includes("shift"), actor: said(watch.actor), a: watch.dyad[0] ?? "",
    b: watch.dyad[1] ?? "", place: said(watch.place), category: watch.categories[0] ?? "", modality: said(watch.modality), score: said(watch.score),
    origins: said(watch.origins), size: said(watch.size), after: said(watch.after),
  };
}

/** Return why a form can't be kept yet, or null. */
export function lacking(draft: Draft): string | null {
  if (!draft.name.trim()) return "Give it a name.";
  if (!draft.incident && !draft.shift) return "Ask for incidents, for shifts, or for both.";
  if (Boolean(draft.a.trim()) !== Boolean(draft.b.trim())) return "A dyad is two parties; for one, use “Party”.";
  const ofIncidents = draft.place || draft.category || draft.modality || draft.origins, ofShifts = draft.size || draft.after;
  if (ofIncidents && ofShifts) return "No incident has a size, and no shift a place, category, modality or origins: this would never fire.";
  if (ofIncidents && !draft.incident) return "No shift has a place, category, modality or origins: this would never fire.";
  if (ofShifts && !draft.shift) return "No incident has a size or leads to a tie: this would never fire.";
  return null;
}

/** Return a rule in a line. */
export function inWords(watch: Rule): string {
  const [ofIncidents, ofShifts] = [watch.place || watch.categories.length || watch.modality || watch.origins !== null, watch.size !== null || watch.after];
  // What asks of one kind only holds for that kind only.
  const kinds = watch.on.filter((one) => (one === "incident" ? !ofShifts : !ofIncidents));
  const parts = [
    kinds.map((one) => `${one}s`).join(" and ") || "nothing", watch.actor && `with ${watch.actor}`, watch.dyad.length && `between ${watch.dyad.join(" and ")}`,
    watch.place && `in ${watch.place}`, watch.categories.length && watch.categories.join(" or "), watch.modality && `told as ${watch.modality}`,
    watch.score !== null && `score at least ${watch.score}`, watch.origins !== null && `${watch.origins} or more origins`,
    watch.size !== null && `by ${watch.size} or more`, watch.after && `to ${watch.after}`,
  ];
  return parts.filter(Boolean).join(", ");
}
