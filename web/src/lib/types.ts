/** The API's JSON as the screens read it; names as in the records of the project. Spans count code points of `article.text`. */

export interface Party { id: string; name: string }
export interface Span { start: number; end: number }
export interface When { start: string | null; end: string | null; grain: string }
export interface Place {
  id: string | null; name: string | null; lat: number | null; lon: number | null; precision: string; country: string | null;
}
export interface Toll { low: number | null; best: number | null; high: number | null }
export interface Headline { text: string; start: number; end: number; article_id: string }
export interface Page<T> { items: T[]; next: string | null; total: number | null }

export interface Incident {
  id: string; category: string; mode: string | null; quad: string | null; modality: string; actors: Party[]; recipients: Party[];
  place: Place | null; when: When | null; counts: Record<string, Toll>; origins: number; articles: number; speakers: number;
  score: number; headline: Headline | null; contradictions: number;
}
export interface Link { name: string; stance: string | null }
export interface MentionRef { start: number; end: number; text: string }
export interface EventPlace {
  mention: number; place_id: string | null; name: string | null; lat: number | null; lon: number | null; country: string | null;
  admin1: string | null; precision: string; detail?: string;
}
export interface Event {
  id: string; category: string; mode: string | null; contexts: string[]; modality: string; trigger: MentionRef; sentence: Span;
  actors: number[]; recipients: number[]; places: EventPlace[];
  time: { mention: number | null; start: string | null; end: string | null; grain: string | null } | null;
  counts: Record<string, Toll & { mention: number }>;
  attribution: { chain: number[]; stance: string; cue: Span | null };
  score: number; alternatives: { category: string; score: number }[]; why: string;
  article_id: string; outlet: string | null; sentence_text: string; chain: Link[]; mentions: Mention[];
}
export interface ArticleBrief { id: string; title: string | null; outlet: string | null; url: string | null; published: string | When | null }
export interface Origin { id: string; kind: string | null; articles: ArticleBrief[] }
export interface Said { value: string; speaker: string | null; stance: string; event_ids: string[] }
export interface Change { published: string; article_id: string; detail: string }
export interface Judgement { left: string; right: string; verdict: string; score: number; detail: string; by: string; at: string | null }
export interface IncidentWhole extends Incident {
  events: Event[]; members: Origin[]; claims: Record<string, Said[]>; history: Change[]; judgements: Judgement[];
}

export interface Block { kind: string; start: number; end: number }
export interface Dating { start: string; end: string; grain: string; rule: string; score: number; evidence: Span | null; detail: string }
export interface Mention {
  id: number; kind: string; start: number; end: number; text: string; refers_to: number[]; actor_id: string | null; name: string | null;
  score: number; detail: string | null;
}
export interface Article {
  id: string; url: string | null; outlet: string | null; language: string | null; title: Span | null; text: string; blocks: Block[];
  published: Dating | null; datings: Dating[]; mentions: Mention[]; events: Event[];
}

export interface Bucket {
  start: string; events: number; incidents: number; by_quad: Record<string, number>; articles: number;
}
export interface Spot { place: Place; incidents: number; events: number; quad_counts: Record<string, number> }
export interface Relation {
  a: Party; b: Party; tie: string; weight: number; low: number; high: number; when: When | null; against: Party | null;
}
export interface Point {
  at: string | null; end: string | null; weight: number; low: number; high: number; tie: string; against: Party | null; score: number; detail: string;
  incident_ids: string[];
}
export interface StatedTie {
  id: string; tie: string; state: string; stance: string; speakers: Party[]; score: number; text: string; start: number; end: number;
  article: { id: string; outlet: string | null; title: string | null; url: string | null; published: When | null };
}
export interface Shift {
  id: string; a: Party; b: Party; at: string; before: string; after: string; size: number; score: number; incident_ids: string[];
  headline: Headline | null; detail: string; detected_on: string | null;
}
export interface ShiftWhole extends Shift { incidents: Incident[] }
export interface Dyad {
  a: Party; b: Party; line: Point[]; behind: Incident[]; shifts: Shift[]; common_enemies: Party[]; common_friends: Party[];
}
export interface Node { id: string; name: string; sector: string | null; country: string | null; degree: number }
export interface Edge { a: string; b: string; weight: number; low: number; high: number; tie: string }
export interface Triad { members: string[]; signs: number[]; balanced: boolean }
export interface Network {
  nodes: Node[]; edges: Edge[]; triads: { balanced: number; unbalanced: number; list: Triad[] }; frustration: number | null;
  range: { from: string | null; to: string | null };
}
export interface Actor {
  id: string; name: string; names: { name: string; from: string | null; to: string | null }[];
  codes: string[]; affiliations: { parent: Party | string; kind: string; from: string | null; to: string | null; cites: string | null }[];
  dyads: Relation[]; incidents: Page<Incident>; sector?: string | null; country?: string | null;
}
export interface ActorHit { id: string; name: string; sector?: string | null; country?: string | null; incidents?: number }
export interface Feed {
  id: string; url: string; kind: string; state: string; last_ok_at: string | null; last_error: string | null; next_at: string | null; articles: number;
}
export interface Rule {
  name: string; on: string[]; dyad: string[]; actor: string | null; place: string | null; categories: string[]; modality: string | null;
  score: number | null; origins: number | null; size: number | null; after: string | null;
}
export interface Watch extends Rule { id: string; webhook: boolean }
export interface Preview { times: number; by_month: Record<string, number>; refs: string[]; until: string; complete: boolean }
export interface Alert {
  id: string; watch: string; watch_name: string | null; at: string; what: string; ref: string;
  evidence: (Headline & { event_id: string; outlet: string | null; url: string | null })[]; origins: number; would_be_wrong_if: string[];
}
export interface Status {
  version: string; store: string | null;
  articles: number; events: number; incidents: number; shifts: number; refusals: number; newest_fetched_at: string | null; read_only: boolean; feeds: Record<string, number> | null;
}
export interface Covered { day: string; outlet: string | null; articles: number }
