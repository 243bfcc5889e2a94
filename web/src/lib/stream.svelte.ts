/** Server-sent events. The browser resumes by Last-Event-ID; here we keep count and hand on. */

/** `missed`: this page was away for longer than the server keeps what was new, so all lists must be read anew. */
export type Kind = "incident" | "shift" | "alert" | "feed" | "missed";
type Listener = (kind: Kind, data: unknown) => void;

const KINDS: Kind[] = ["incident", "shift", "alert", "feed", "missed"];
const REOPEN_MS = 3000;

class Stream {
  state = $state<"opening" | "live" | "lost">("opening");
  #listeners = new Set<Listener>();
  #source: EventSource | null = null;

  open(): () => void {
    const source = new EventSource("api/stream");
    this.#source = source;
    source.onopen = () => { this.state = "live"; };
    source.onerror = () => {
      this.state = "lost";
      // The browser reopens by itself unless the answer was an error; then it gives up, and we do not.
      if (source.readyState === EventSource.CLOSED && this.#source === source) window.setTimeout(() => this.open(), REOPEN_MS);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (message) => { this.#tell(kind, (message as MessageEvent<string>).data); });
    }
    return () => { this.#source = null; source.close(); };
  }

  hear(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(kind: Kind, text: string): void {
    let data: unknown = null;
    try { data = JSON.parse(text); } catch { return; }
    for (const listener of this.#listeners) listener(kind, data);
  }
}

export const stream = new Stream();
