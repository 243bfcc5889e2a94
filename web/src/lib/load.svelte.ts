import { untrack } from "svelte";
import { ApiError, get, type Query } from "./api";

/** What a screen waits for. `value` stays while a newer one is fetched, so that nothing flickers. */
export interface Loaded<T> { readonly value: T | null; readonly error: ApiError | null; readonly busy: boolean; again(): void }

const RETRY_MS = 4000;

/** Fetch again whenever what `ask` reads changes; null asks for nothing. Tries again by itself while the server is away. */
export function load<T>(ask: () => { path: string; query?: Query } | null): Loaded<T> {
  let value = $state.raw<T | null>(null);
  let error = $state.raw<ApiError | null>(null);
  let busy = $state(true);
  let turn = $state(0);
  let lastPath = "";
  const key = $derived(JSON.stringify(ask()));

  $effect(() => {
    void turn;
    const wanted = JSON.parse(key) as { path: string; query?: Query } | null;
    if (!wanted) {
      value = null;
      busy = false;
      return;
    }
    if (wanted.path !== lastPath) value = null;
    lastPath = wanted.path;
    const stop = new AbortController();
    let retry = 0;
    busy = true;
    get<T>(wanted.path, wanted.query, stop.signal).then(
      (found) => { value = found; error = null; busy = false; },
      (problem: unknown) => {
        if (stop.signal.aborted) return;
        error = problem instanceof ApiError ? problem : new ApiError("unexpected", String(problem), null, 0);
        busy = false;
        if (error.status === 0) retry = window.setTimeout(() => untrack(() => turn++), RETRY_MS);
      },
    );
    return () => { stop.abort(); window.clearTimeout(retry); };
  });

  return {
    get value() { return value; },
    get error() { return error; },
    get busy() { return busy; },
    again() { turn++; },
  };
}
