/** Where the nodes of the network stand. The same parties always stand in the same places: seeded by their names, not by chance. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Edge, Node } from "./types";

export interface Spot extends SimulationNodeDatum { id: string; x: number; y: number }

const TICKS = 260;
const FAR = 0x1_0000_0000;

/** FNV-1a: a small, well spread number of a name. */
export function seed(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / FAR;
}

/** Lay out once for the whole of time; the time slider then only lights edges up. Friends stand near, foes far. */
export function layout(nodes: Node[], edges: Edge[]): Map<string, Spot> {
  const spots: Spot[] = nodes.map(({ id }) => {
    const turn = seed(id) * 2 * Math.PI;
    const out = 80 + 240 * seed(`${id}~`);
    return { id, x: Math.cos(turn) * out, y: Math.sin(turn) * out };
  });
  const known = new Set(nodes.map((node) => node.id));
  const links = edges.filter((edge) => known.has(edge.a) && known.has(edge.b)).map((edge) => ({ source: edge.a, target: edge.b, weight: edge.weight }));
  // Shuffle-free: d3-force draws its jiggle from its own fixed generator, so equal input gives equal places.
  forceSimulation(spots)
    .force("link", forceLink<Spot, (typeof links)[number] & { source: string | Spot; target: string | Spot }>(links).id((spot) => spot.id)
      .distance((link) => 70 - 30 * link.weight).strength((link) => (link.weight > 0 ? 0.35 : 0.06)))
    .force("charge", forceManyBody<Spot>().strength(-330).distanceMax(520))
    .force("apart", forceCollide<Spot>(34))
    .force("x", forceX<Spot>(0).strength(0.045)).force("y", forceY<Spot>(0).strength(0.075))
    .stop().tick(TICKS);
  return new Map(spots.map((spot) => [spot.id, spot]));
}

export interface Label { dx: number; dy: number; anchor: "start" | "middle" | "end" }

// A letter of the sans at 12 px is 6 px wide on average; a line is 14 px high.
const LETTER = 6, LINE = 14;

/** Where each name stands beside its mark: above, below, right or left, whichever is free first; the most important choose first. */
export function labels(named: { id: string; name: string; r: number }[], spots: Map<string, Spot>, scale: number): Map<string, Label> {
  const taken: [number, number, number, number][] = [...spots.values()].map((at) => [at.x - 4, at.y - 4, at.x + 4, at.y + 4]);
  const found = new Map<string, Label>();
  for (const { id, name, r } of named) {
    const at = spots.get(id);
    if (!at) continue;
    const [w, h] = [name.length * LETTER * scale, LINE * scale];
    const ways: [Label, number][] = [
      [{ dx: 0, dy: -r - 4, anchor: "middle" }, -w / 2], [{ dx: 0, dy: r + h * 0.85, anchor: "middle" }, -w / 2],
      [{ dx: r + 4, dy: h * 0.3, anchor: "start" }, 0], [{ dx: -r - 4, dy: h * 0.3, anchor: "end" }, -w],
    ];
    const box = ([label, left]: [Label, number]): [number, number, number, number] =>
      [at.x + label.dx + left, at.y + label.dy - h * 0.8, at.x + label.dx + left + w, at.y + label.dy + h * 0.2];
    const free = ways.find((way) => {
      const [x0, y0, x1, y1] = box(way);
      return !taken.some(([a0, b0, a1, b1]) => x0 < a1 && a0 < x1 && y0 < b1 && b0 < y1);
    }) ?? ways[0];
    if (!free) continue;
    taken.push(box(free));
    found.set(id, free[0]);
  }
  return found;
}
