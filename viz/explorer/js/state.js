// What is shown: the things on the canvas, the claims between them, the panel, the filters.

export const MOST_NODES = 2000;

export const state = {
  asked: new Set(), // the ids of the things (or values) that are to be drawn, in the order they came
  apart: new Set(), // those of them that are drawn as one node a document
  nodes: new Map(), // what is drawn, by id
  claims: new Map(), // by key
  documents: new Map(), // what is known of documents, by id
  kinds: new Map(), // by label: how each kind is drawn and called
  view: null, // what the panel shows: {node}, {claim}, {question}, {path} or null
  trail: [], // what it showed before, the latest last
  hidden: { kind: new Set(), relation: new Set(), basis: new Set(), stage: new Set(), document: new Set(), place: new Set(), year: new Set() },
  grouping: "", // what is drawn stands in groups by document or by goal, or in none
  confidence: 0, // claims that are less sure are not drawn
  positions: {}, // by id, where a link said so
  places: new Map(), // by id, where the server says that what is new is drawn
  opening: false, // an address is being opened: what is drawn is not there yet
  window: null, // {scale, x, y} of the canvas, where a link said so
};

const listeners = new Set();
const past = []; // earlier contents of the canvas, for undo
const future = []; // contents that were undone

export const onChange = (listener) => listeners.add(listener);
export const changed = (what) => listeners.forEach((listener) => listener(what));
export const claimKey = (claim) => `${claim.type}.${claim.source}.${claim.target}`;
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

const content = (shown) => ({ ids: [...state.asked], apart: [...state.apart], ...shown });

/** Keep the canvas as it is now, `shown` at {positions, window}, so that `earlier` can give it back. */
export function remember(shown) {
  past.push(content(shown));
  future.length = 0;
}

/** What the canvas held before the last change; what it holds now can be had again by `later`. */
export const earlier = (shown) => step(past, future, shown);
export const later = (shown) => step(future, past, shown);

function step(from, to, shown) {
  const found = from.pop();
  if (found) to.push(content(shown));
  return found;
}

/** Take what the server says is to be drawn. */
export function draw({ nodes, edges, places, documents = [] }) {
  state.asked = new Set(nodes.map((node) => node.thing || node.id));
  state.apart = new Set([...state.apart].filter((id) => state.asked.has(id)));
  state.nodes = new Map(nodes.map((node) => [node.id, node]));
  state.claims = new Map(edges.map((claim) => [claimKey(claim), claim]));
  state.places = new Map(Object.entries(places).map(([id, [x, y]]) => [id, { x, y }]));
  for (const each of documents) state.documents.set(each.id, { ...state.documents.get(each.id), ...each });
  changed("canvas");
}

/** Show something else in the panel, or nothing. */
export function show(view) {
  if (view && state.view && JSON.stringify(view) !== JSON.stringify(state.view)) state.trail.push(state.view);
  if (!view) state.trail = [];
  state.view = view;
  changed("view");
}

/** Show what the panel showed before. */
export function showBefore() {
  state.view = state.trail.pop() ?? null;
  changed("view");
}

/** Draw only claims that are at least so sure. */
export function useConfidence(least) {
  state.confidence = least;
  changed("filter");
}

/** Have what is drawn stand in groups: by "document", by "goal", or in none. */
export function groupBy(grouping) {
  state.grouping = grouping;
  changed("grouping");
}

/** Take all filters off. */
export function unfilter() {
  for (const values of Object.values(state.hidden)) values.clear();
  state.confidence = 0;
  changed("filter");
}

/** Hide or show what has a value: a kind, a relation, a basis, a document, a place or a year. */
export function toggle(what, value) {
  if (!state.hidden[what].delete(value)) state.hidden[what].add(value);
  changed("filter");
}
