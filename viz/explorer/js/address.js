// The page's address says what is shown, so that a link shows the same to somebody else.
// After the #: n = nodes with their places (id.x.y), node, claim or q = what the panel shows,
// hide = kinds, inferred = 0, lang.

import { state } from "./state.js";

const ID = /^[a-z]+-[0-9a-f]{12}$/;
const VIEWS = { node: "node", claim: "claim", question: "q" };

/** Put what is shown now into the address. */
export function writeAddress(positions, language) {
  const parameters = new URLSearchParams();
  const places = [...state.nodes.keys()].map((id) => {
    const place = positions[id];
    return place ? `${id}.${Math.round(place.x)}.${Math.round(place.y)}` : id;
  });
  if (places.length) parameters.set("n", places.join("_"));
  for (const [key, value] of Object.entries(state.view ?? {})) parameters.set(VIEWS[key], value);
  if (state.hidden.size) parameters.set("hide", [...state.hidden].join("_"));
  if (!state.inferred) parameters.set("inferred", "0");
  if (language) parameters.set("lang", language);
  const text = parameters.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname);
}

/** What the address asks for; what it does not say, or says wrongly, is left out. */
export function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const list = (name) => (parameters.get(name) ?? "").split("_").filter(Boolean);
  const places = list("n").map((each) => each.split(".")).filter(([id]) => ID.test(id));
  return {
    ids: places.map(([id]) => id),
    positions: Object.fromEntries(places.filter(isPlace).map(([id, x, y]) => [id, { x: Number(x), y: Number(y) }])),
    view: viewIn(parameters),
    hidden: new Set(list("hide")),
    inferred: parameters.get("inferred") !== "0",
    language: parameters.get("lang"),
  };
}

const isPlace = (parts) => parts.length === 3 && parts.slice(1).every((each) => /^-?\d{1,6}$/.test(each));

function viewIn(parameters) {
  const said = Object.entries(VIEWS).find(([, name]) => parameters.get(name));
  if (!said) return null;
  const value = parameters.get(said[1]);
  return said[0] === "node" && !ID.test(value) ? null : { [said[0]]: value };
}
