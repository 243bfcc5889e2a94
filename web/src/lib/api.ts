/** The one door to the server. A failed answer becomes an `ApiError` with the server's own message and hint. */

export class ApiError extends Error {
  constructor(readonly code: string, message: string, readonly hint: string | null, readonly status: number) {
    super(message);
  }
}

export type Query = Record<string, string | string[] | number | null | undefined>;

/** `query({party: ["x", "y"], q: ""})` is `?party=x&party=y`: empty values are left out. */
export function query(values: Query): string {
  const pairs = Object.entries(values).flatMap(([key, value]) => [value].flat().map((one) => [key, one] as const));
  const text = new URLSearchParams(pairs.filter(([, one]) => one !== null && one !== undefined && one !== "").map(([key, one]) => [key, String(one)])).toString();
  return text ? `?${text}` : "";
}

async function failure(answer: Response): Promise<ApiError> {
  const body: unknown = await answer.json().catch(() => null);
  const error = (body as { error?: { code?: string; message?: string; hint?: string } } | null)?.error;
  const hints: Record<number, string> = {
    401: "Open the address that “detente serve” printed: it carries the token.",
    404: "It may have become part of another since. Go back, or search for it.",
  };
  return new ApiError(
    error?.code ?? `http_${answer.status}`, error?.message ?? `The server answered ${answer.status}.`,
    error?.hint ?? hints[answer.status] ?? null, answer.status,
  );
}

/** GET `/api/<path>`; relative, so that a server below a prefix works too. */
export async function get<T>(path: string, values: Query = {}, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`api/${path}${query(values)}`, { signal: signal ?? null, headers: { accept: "application/json" } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("no_server", "The server does not answer.", "Is “detente serve” still running? This page tries again by itself.", 0);
  }
  if (!answer.ok) throw await failure(answer);
  return (await answer.json()) as T;
}

export async function send<T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T | null> {
  const answer = await fetch(`api/${path}`, {
    method, headers: { "content-type": "application/json" }, body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw await failure(answer);
  return answer.status === 204 ? null : ((await answer.json()) as T);
}
