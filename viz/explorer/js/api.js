// Talking to the server.

/** What the server answered instead: its problem details. */
export class Problem extends Error {
  constructor(detail, { status = 0, candidates, understood, suggestions } = {}) {
    super(detail);
    Object.assign(this, { status, candidates: candidates ?? [], understood, suggestions: suggestions ?? [] });
  }
}

/** Read `path` under /api/v1, with `query` as its query string; lists give repeated parameters. */
export async function get(path, query = {}, signal) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) parameters.append(name, each);
  }
  const response = await fetch(`/api/v1${path}?${parameters}`, { signal }).catch((error) => {
    throw error.name === "AbortError" ? error : new Problem("");
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.detail ?? response.statusText, { ...body, status: response.status });
  return body;
}
