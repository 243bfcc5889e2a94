/** How things are said: dates no finer than their grain, ties, signs, quads. Pure functions. */

import type { Party, Toll, When } from "./types";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const DAY_MS = 86_400_000;

/** An ISO day or instant at a grain: `tell("2014-11-02T00:00", "MONTH")` is “Nov 2014”. Times are as written, never moved to a zone. */
export function tell(iso: string, grain = "DAY"): string {
  const [, year = "", month = "01", day = "01", clock = ""] = /^(-?\d{4,})-?(\d\d)?-?(\d\d)?(?:T(\d\d:\d\d))?/.exec(iso) ?? [];
  if (!year) return iso;
  const name = MONTHS[Number(month) - 1] ?? month;
  switch (grain.toUpperCase()) {
    case "CENTURY": case "DECADE": case "YEAR": return year;
    case "QUARTER": return `Q${Math.ceil(Number(month) / 3)} ${year}`;
    case "SEASON": case "MONTH": return `${name} ${year}`;
    case "HOUR": case "MINUTE": case "SECOND": return `${Number(day)} ${name} ${year}${clock ? `, ${clock}` : ""}`;
    default: return `${Number(day)} ${name} ${year}`;
  }
}

/** A half-open interval in words: one unit is told once, a longer one by its first and last day. */
export function span(when: When | null): string {
  if (!when || (!when.start && !when.end)) return "date unknown";
  const grain = (when.grain || "DAY").toUpperCase();
  if (!when.start) return `before ${tell(when.end ?? "", grain)}`;
  if (!when.end) return `from ${tell(when.start, grain)}`;
  const fine = ["HOUR", "MINUTE", "SECOND"].includes(grain);
  const last = fine ? when.end : lastDay(when.end);
  const [from, to] = [tell(when.start, grain), tell(last, grain)];
  if (from === to) return from;
  if (fine && from.split(",")[0] === to.split(",")[0]) return `${from} to ${to.split(", ")[1] ?? to}`;
  const days = (Date.parse(day(last)) - Date.parse(day(when.start))) / DAY_MS;
  if (grain === "WEEK" && days <= 7) return `week of ${tell(when.start)}`;
  return fine ? `${from} to ${to}` : `${tell(when.start, grain === "INTERVAL" ? "DAY" : grain)} to ${to}`;
}

export function day(iso: string): string { return iso.slice(0, 10); }

/** The last day inside a half-open interval that ends at `end`. */
export function lastDay(end: string): string {
  const at = Date.parse(`${day(end)}T00:00:00Z`);
  if (Number.isNaN(at)) return end;
  return end.includes("T") && !/T00:00/.test(end) ? day(end) : new Date(at - DAY_MS).toISOString().slice(0, 10);
}

export function nextDay(iso: string, n = 1): string {
  return new Date(Date.parse(`${day(iso)}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** Days without a finer claim are uncertain; what is vague is drawn vague. */
export function vague(when: When | null): boolean {
  return !when?.start || !["DAY", "HOUR", "MINUTE", "SECOND"].includes(when.grain.toUpperCase());
}

export function ago(iso: string | null, now: number): string {
  if (!iso) return "never";
  const at = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`);
  if (Number.isNaN(at)) return iso;
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Quad classes with their drawing: shape tells the sign, filling tells word or deed, so colour is never alone. */
export const QUADS = ["material cooperation", "verbal cooperation", "verbal conflict", "material conflict"] as const;
export type Quad = (typeof QUADS)[number];

export function quadKey(quad: string | null): string { return quad && QUADS.includes(quad as Quad) ? quad.replace(" ", "-") : "other"; }
export function signOf(quad: string | null): "+" | "−" | "·" { return !quad ? "·" : quad.endsWith("cooperation") ? "+" : quad.endsWith("conflict") ? "−" : "·"; }

export function signed(weight: number): string {
  const text = Math.abs(weight).toFixed(2);
  return text === "0.00" ? "0.00" : `${weight > 0 ? "+" : "−"}${text}`;
}

export const MODALITY: Record<string, string> = { occurred: "told as done", planned: "planned", possible: "possible", negated: "denied or not done" };

/** A score in words, so that 0.51 is not taken for knowledge. Bounds: thirds of the upper half, where coded events lie. */
export function sureness(score: number): string {
  return score >= 0.85 ? "well supported" : score >= 0.65 ? "likely" : score >= 0.5 ? "doubtful" : "weak";
}

export function people(toll: Toll): string {
  const { low, best, high } = toll;
  if (best !== null && (low === null || low === best) && (high === null || high === best)) return `${best}`;
  if (low !== null && high !== null) return low === high ? `${low}` : `${low} to ${high}`;
  if (low !== null) return `${low} or more`;
  return high !== null ? `up to ${high}` : `about ${best ?? "?"}`;
}

export function names(parties: Party[]): string {
  return parties.length ? parties.map((party) => party.name).join(", ") : "unnamed";
}

export function count(n: number, one: string, many = `${one}s`): string { return `${n.toLocaleString("en")} ${n === 1 ? one : many}`; }

/** Code points, not UTF-16 units: offsets of the API count the former. */
export function codePoints(text: string): string[] { return Array.from(text); }

/** Ties and states with their sign: colour never says it alone. */
export function tieSign(tie: string, weight = 0): "+" | "−" | "±" {
  if (tie === "hostile") return "−";
  if (["allied", "cooperating", "truce", "backs", "affiliate", "part_of", "leads"].includes(tie)) return "+";
  return tie === "mixed" || Math.abs(weight) < 0.05 ? "±" : weight > 0 ? "+" : "−";
}
