// The page's address says what is shown, so that a link shows the same to somebody else, and the
// browser's Back and Forward lead through it. After the #: n = things with their places (id.x.y),
// apart = those drawn document by document, z = scale and middle of the canvas, node, claim, path or
// q = what the panel shows, hide… = what filters hide, group = by what it stands in groups, inferred = 0, sure = least confidence in percent, lang.

import { post } from "./api.js";
import { GROUPINGS } from "./grouping.js";
import { state } from "./state.js";

const ID = /^(thing-)?[a-z]+-[0-9a-f]{12,}$/;
const BEFORE = /(?:thing-)?[a-z]+-[0-9a-f]{12}(?![0-9a-f])/g;
const MOST_BEFORE = 400; // what the server takes
const VIEWS = { node: "node", claim: "claim", question: "q", path: "path" };
const HIDE = { kind: "hide", relation: "hide-relation", basis: "hide-basis", stage: "hide-stage", document: "hide-document", place: "hide-place", year: "hide-year" };

let gesture = 0; // of the reader, counted: what one brings about is one step back
let written = 0; // the last that has an entry in the browser's history
let meaning = ""; // what the address said last, places aside

for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => { gesture += 1; }, true);

/** Put what is shown now into the address. */
export function writeAddress(positions, window, language) {
  const said = said_(language);
  const parameters = new URLSearchParams(said);
  const ids = [...new Set([...state.asked, ...state.nodes.keys()])];
  const places = ids.filter((id) => state.asked.has(id) || positions[id]).map((id) => {
    const place = positions[id];
    return place ? `${id}.${Math.round(place.x)}.${Math.round(place.y)}` : id;
  });
  if (places.length) parameters.set("n", places.join("_"));
  if (places.length && window) parameters.set("z", [window.scale.toFixed(3), Math.round(window.x), Math.round(window.y)].join("_"));
  const text = parameters.toString();
  const address = text ? `#${text}` : location.pathname;
  const now = [...state.asked].join("_") + said;
  if (now !== meaning && gesture !== written) history.pushState({ trail: state.trail }, "", address);
  else history.replaceState({ trail: state.trail }, "", address);
  if (now !== meaning) written = gesture;
  meaning = now;
}

/** Take the address as it is for what is shown. */
export function noteAddress(language) {
  meaning = [...state.asked].join("_") + said_(language);
  written = gesture;
}

function said_(language) {
  const parameters = new URLSearchParams();
  if (state.apart.size) parameters.set("apart", [...state.apart].join("_"));
  for (const [key, value] of Object.entries(state.view ?? {})) parameters.set(VIEWS[key], value);
  for (const [what, name] of Object.entries(HIDE)) {
    const values = [...state.hidden[what]].filter((each) => each !== "inferred");
    if (values.length) parameters.set(name, values.join("_"));
  }
  if (state.hidden.basis.has("inferred")) parameters.set("inferred", "0");
  if (state.grouping) parameters.set("group", state.grouping);
  if (state.confidence) parameters.set("sure", Math.round(state.confidence * 100));
  if (language) parameters.set("lang", language);
  return parameters.toString();
}

/** Put the ids of now into the address for those that were shorter, before. */
export async function renewAddress() {
  const before = [...new Set(location.hash.match(BEFORE) ?? [])].slice(0, MOST_BEFORE);
  if (!before.length) return;
  const now = await post("/ids", { ids: before }).catch(() => ({}));
  history.replaceState(history.state, "", location.hash.replace(BEFORE, (id) => now[id] ?? id));
}

/** What the address asks for; what it does not say, or says wrongly, is left out. */
export function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const list = (name) => (parameters.get(name) ?? "").split("_").filter(Boolean);
  const places = list("n").map((each) => each.split(".")).filter(([id]) => ID.test(id));
  const hidden = Object.fromEntries(Object.entries(HIDE).map(([what, name]) => [what, new Set(list(name))]));
  if (parameters.get("inferred") === "0") hidden.basis.add("inferred");
  return {
    ids: places.map(([id]) => id),
    apart: new Set(list("apart").filter((id) => ID.test(id))),
    positions: Object.fromEntries(places.filter(isPlace).map(([id, x, y]) => [id, { x: Number(x), y: Number(y) }])),
    window: windowIn(list("z")),
    view: viewIn(parameters),
    trail: Array.isArray(history.state?.trail) ? history.state.trail : [],
    hidden,
    grouping: GROUPINGS.includes(parameters.get("group")) ? parameters.get("group") : "",
    confidence: Math.min(100, Math.max(0, Number(parameters.get("sure")) || 0)) / 100,
    language: parameters.get("lang"),
  };
}

const isPlace = (parts) => parts.length === 3 && parts.slice(1).every((each) => /^-?\d{1,6}$/.test(each));

function windowIn(parts) {
  const [scale, x, y] = parts.map(Number);
  return parts.length === 3 && scale > 0.01 && scale < 20 && Number.isFinite(x) && Number.isFinite(y) ? { scale, x, y } : null;
}

function viewIn(parameters) {
  const said = Object.entries(VIEWS).find(([, name]) => parameters.get(name));
  if (!said) return null;
  const value = parameters.get(said[1]);
  return said[0] === "node" && !ID.test(value) ? null : { [said[0]]: value };
}
