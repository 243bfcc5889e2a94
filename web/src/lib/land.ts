/** The outline of the land: Natural Earth (public domain) as packed by world-atlas (ISC). Loaded when a map is first shown. */
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import codes from "i18n-iso-countries/codes.json";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";

export type Country = Feature<Geometry, { name: string }> & { alpha3: string | null };

const ALPHA3 = new Map((codes as string[][]).map(([, alpha3, numeric]) => [numeric, alpha3 ?? null]));
const kept = new Map<string, Promise<Country[]>>();

async function fetched(address: string): Promise<Country[]> {
  const topology = (await (await fetch(address)).json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const countries = feature(topology, topology.objects.countries) as FeatureCollection<Geometry, { name: string }>;
  return countries.features.map((one) => ({ ...one, alpha3: ALPHA3.get(String(one.id)) ?? null }));
}

export function land(near: boolean): Promise<Country[]> {
  const address = near ? fine : coarse;
  const known = kept.get(address);
  if (known) return known;
  const asked = fetched(address);
  kept.set(address, asked);
  asked.catch(() => kept.delete(address));
  return asked;
}

/** How far a place may reach, in km, where only its kind is known: the usual size of a second- and a first-level unit. */
export const REACH: Record<string, number> = { district: 15, province: 60 };
const KM_PER_DEGREE = 111.2;
export function degrees(precision: string): number { return (REACH[precision] ?? 0) / KM_PER_DEGREE; }

/** Whether a place can be drawn where it lies. Regions and unknown places are told in words instead. */
export function drawable(place: { lat: number | null; lon: number | null; precision: string }): boolean {
  return place.lat !== null && place.lon !== null && !["region", "unknown"].includes(place.precision);
}
