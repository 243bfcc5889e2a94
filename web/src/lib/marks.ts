/** Cut an article into stretches, each with its block and the marks that lie on it. Offsets are code points. Pure. */
import type { Article, Event, Mention } from "./types";

export interface Mark { start: number; end: number; role: string; words: string; event: string }
export interface Stretch { text: string; marks: Mark[] }
export interface Paragraph { kind: string; start: number; end: number; stretches: Stretch[] }

const ROLES = ["trigger", "actor", "recipient", "speaker", "place", "time", "count", "cue"];

/** The marks of one event on its article: every label on its characters. */
export function marksOf(event: Event, mentions: Mention[]): Mark[] {
  const byId = new Map(mentions.map((one) => [one.id, one]));
  const marks: Mark[] = [];
  const add = (role: string, id: number | null | undefined, words = "") => {
    const mention = id === null || id === undefined ? undefined : byId.get(id);
    if (mention) marks.push({ start: mention.start, end: mention.end, role, words: words || mention.name || "", event: event.id });
  };
  marks.push({ start: event.trigger.start, end: event.trigger.end, role: "trigger", words: event.category, event: event.id });
  for (const id of event.actors) add("actor", id);
  for (const id of event.recipients) add("recipient", id);
  for (const id of event.attribution.chain) add("speaker", id);
  for (const place of event.places) add("place", place.mention, `${place.name ?? "unknown"}, ${place.precision}`);
  add("time", event.time?.mention);
  for (const [kind, toll] of Object.entries(event.counts)) add("count", toll.mention, kind);
  const cue = event.attribution.cue;
  if (cue) marks.push({ ...cue, role: "cue", words: event.attribution.stance, event: event.id });
  return marks.sort((a, b) => a.start - b.start || ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

/** Blocks tile the text, so their stretches do too: `paragraphs(a, m).flatMap(p => p.stretches).map(s => s.text).join("") === a.text`. */
export function paragraphs(article: Article, marks: Mark[]): Paragraph[] {
  const points = Array.from(article.text);
  return article.blocks.map((block) => {
    const inside = marks.filter((mark) => mark.start < block.end && mark.end > block.start);
    const cuts = new Set([block.start, block.end]);
    for (const mark of inside) {
      cuts.add(Math.max(block.start, mark.start));
      cuts.add(Math.min(block.end, mark.end));
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const stretches = edges.slice(0, -1).map((start, i) => {
      const end = edges[i + 1] ?? start;
      return { text: points.slice(start, end).join(""), marks: inside.filter((mark) => mark.start <= start && mark.end >= end) };
    });
    return { ...block, stretches };
  });
}
