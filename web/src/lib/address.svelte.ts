/** The address holds the whole state: `#/explore?party=group:x&from=2014-11-01`. Nothing a reader sees lives elsewhere.

The fragment never leaves the browser, so no log between reader and server tells what was looked at, and the built files work
below any prefix and need no rewriting of paths. */

export interface Address { screen: string; id: string[]; values: Record<string, string> }

export const SCREENS = ["monitor", "explore", "incident", "dyad", "network", "actor"] as const;

export function parse(hash: string): Address {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [screen = "", ...id] = path.split("/").filter(Boolean).map(safeDecode);
  return { screen: screen || "monitor", id, values: Object.fromEntries(new URLSearchParams(search)) };
}

function safeDecode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}

export function format(screen: string, id: string[] = [], values: Record<string, string | number | null | undefined> = {}): string {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return `#/${[screen, ...id].map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

class Place {
  now = $state.raw<Address>(parse(location.hash));

  constructor() {
    window.addEventListener("hashchange", () => { this.now = parse(location.hash); });
  }

  value(key: string): string { return this.now.values[key] ?? ""; }

  /** Change some values of this screen. `quiet` replaces the entry of the history (dragging), else Back undoes the step. */
  set(changes: Record<string, string | number | null | undefined>, quiet = false): void {
    const next = format(this.now.screen, this.now.id, { ...this.now.values, ...changes });
    if (next === location.hash) return;
    if (quiet) {
      history.replaceState(null, "", next);
      this.now = parse(next);
    } else location.hash = next;
  }

  go(href: string): void { location.hash = href; }
}

export const address = new Place();
