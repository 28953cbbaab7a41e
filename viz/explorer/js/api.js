// Talking to the server.

/** What the server answered instead: its problem details; `kind` is the last part of its type. */
export class Problem extends Error {
  constructor(detail, { status = 0, type = "", candidates, understood, suggestions } = {}) {
    super(detail);
    const kind = status ? type.split(":").at(-1) || "http" : "offline";
    Object.assign(this, { status, kind, candidates: candidates ?? [], understood, suggestions: suggestions ?? [] });
  }
}

/** Read `path` under /api/v1, with `query` as its query string; lists give repeated parameters. */
export function get(path, query = {}, signal) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) parameters.append(name, each);
  }
  return answered(`${path}?${parameters}`, { signal });
}

/** Send `body` as JSON to `path` under /api/v1. */
export const post = (path, body) =>
  answered(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

async function answered(path, options) {
  const response = await fetch(`/api/v1${path}`, options).catch((error) => {
    throw error.name === "AbortError" ? error : new Problem("");
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.detail ?? response.statusText, { ...body, status: response.status });
  return body;
}
