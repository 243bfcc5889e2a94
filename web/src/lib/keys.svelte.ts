/** Keys. Everything is reachable by Tab; single letters are a short cut that can be switched off (WCAG 2.1.4). */
import { address, format } from "./address.svelte";

export const KEYS: [string, string][] = [
  ["?", "this help"], ["/", "search"], ["g m", "Monitor"], ["g e", "Explore"], ["g d", "Dyads"], ["g n", "Network"], ["g a", "Actors"],
  ["j  k", "next, previous line of the list"], ["Enter", "open the line"], ["o", "evidence of the line, beside the screen"],
  ["[  ]", "step back, forward in time"], ["x", "tables of the charts"], ["t", "light or dark"], ["Esc", "close; clear the brush"],
  ["← →", "on a brush handle, the map or the slider: move it"],
];
const GO: Record<string, string> = { m: "monitor", e: "explore", d: "dyad", n: "network", a: "actor" };
const CHORD_MS = 1200;

class Keys {
  help = $state(false);
  tables = $state(address.now.values.tables === "1");
  on = $state(localStorage.getItem("detente.keys") !== "off");
  #chord = 0;
  #handlers = new Map<string, () => void>();

  /** A screen's own key, for as long as the screen is there. */
  bind(key: string, act: () => void): () => void {
    this.#handlers.set(key, act);
    return () => { if (this.#handlers.get(key) === act) this.#handlers.delete(key); };
  }

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem("detente.keys", this.on ? "on" : "off");
  }

  listen(): () => void {
    const press = (event: KeyboardEvent) => this.#press(event);
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key === "Escape") {
      if (typing) target.blur();
      else this.#escape();
      return;
    }
    if (typing || !this.on) return;
    if (this.#letter(event.key)) event.preventDefault();
  }

  #escape(): void {
    if (this.help) this.help = false;
    else if (address.value("peek")) address.set({ peek: null });
    else this.#handlers.get("Escape")?.();
  }

  #letter(key: string): boolean {
    const chord = Date.now() - this.#chord < CHORD_MS;
    this.#chord = 0;
    if (chord && GO[key]) { address.go(format(GO[key])); return true; }
    switch (key) {
      case "g": this.#chord = Date.now(); return true;
      case "?": this.help = !this.help; return true;
      case "/": document.getElementById("search")?.focus(); return true;
      case "t": theme.toggle(); return true;
      case "x": this.tables = !this.tables; address.set({ tables: this.tables ? 1 : null }, true); return true;
      case "j": return step(1);
      case "k": return step(-1);
      case "o": return peek();
    }
    const act = this.#handlers.get(key);
    act?.();
    return act !== undefined;
  }
}

function rows(): HTMLElement[] { return [...document.querySelectorAll<HTMLElement>("main [data-row]")]; }

function step(by: number): boolean {
  const all = rows();
  const at = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  const target = next?.matches("a, button") ? next : next?.querySelector<HTMLElement>("a, button");
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return true;
}

function peek(): boolean {
  const row = rows().find((one) => one === document.activeElement || one.contains(document.activeElement));
  const id = row?.dataset.row;
  if (id) address.set({ peek: id });
  return true;
}

class Theme {
  now = $state(localStorage.getItem("detente.theme") ?? "");
  constructor() { this.#apply(); }
  toggle(): void {
    const dark = this.now ? this.now === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    this.now = dark ? "light" : "dark";
    localStorage.setItem("detente.theme", this.now);
    this.#apply();
  }
  #apply(): void { if (this.now) document.documentElement.dataset.theme = this.now; }
}

export const keys = new Keys();
export const theme = new Theme();
