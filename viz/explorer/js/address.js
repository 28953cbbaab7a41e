// The page's address says what is shown, so that a link shows the same to somebody else.
// After the #: n = nodes with their places, s = selection, hide = kinds, inferred = 0, lang.

import { state } from "./state.js";

/** The address of what is shown now. */
export function writeAddress(positions, language) {
  const parameters = new URLSearchParams();
  const places = [...state.nodes.keys()].map((id) => {
    const place = positions[id];
    return place ? `${id}@${Math.round(place.x)},${Math.round(place.y)}` : id;
  });
  if (places.length) parameters.set("n", places.join("~"));
  if (state.view) parameters.set("s", JSON.stringify(state.view));
  if (state.hidden.size) parameters.set("hide", [...state.hidden].join("~"));
  if (!state.inferred) parameters.set("inferred", "0");
  if (language) parameters.set("lang", language);
  const text = parameters.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname);
}

/** What the address asks for; what it does not say, or says wrongly, is left out. */
export function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const list = (name) => (parameters.get(name) ?? "").split("~").filter(Boolean);
  const positions = {};
  const ids = list("n").map((each) => {
    const [id, x, y] = each.split(/[@,]/);
    if (Number.isFinite(Number(x)) && Number.isFinite(Number(y))) positions[id] = { x: Number(x), y: Number(y) };
    return id;
  });
  return {
    ids: ids.filter((id) => /^[a-z]+-[0-9a-f]{12}$/.test(id)),
    positions,
    view: viewIn(parameters.get("s")),
    hidden: new Set(list("hide")),
    inferred: parameters.get("inferred") !== "0",
    language: parameters.get("lang"),
  };
}

function viewIn(text) {
  try {
    const { node, claim, question } = JSON.parse(text) ?? {};
    return [node, claim, question].some((each) => typeof each === "string") ? { node, claim, question } : null;
  } catch {
    return null;
  }
}
