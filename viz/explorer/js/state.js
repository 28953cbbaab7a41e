// What is shown: the nodes on the canvas, the claims between them, the selection, the filters.

export const MOST_NODES = 400;

export const state = {
  nodes: new Map(), // by id, in the order in which they came
  claims: new Map(), // by key
  kinds: new Map(), // by label: how each kind is drawn and called
  view: null, // what the panel shows: {node}, {claim}, {question} or null
  hidden: new Set(), // kinds that are not drawn
  inferred: true, // whether inferred claims are drawn
  positions: {}, // by id, where a link said so
};

const listeners = new Set();
const past = []; // earlier lists of ids, for undo

export const onChange = (listener) => listeners.add(listener);
export const changed = (what) => listeners.forEach((listener) => listener(what));
export const claimKey = (claim) => `${claim.type}.${claim.source}.${claim.target}`;
export const canUndo = () => past.length > 0;

/** Keep the canvas as it is now, so that `undo` can bring it back. */
export const remember = () => past.push([...state.nodes.keys()]);
export const recall = () => past.pop();

/** Take what the server says is to be drawn. */
export function draw({ nodes, edges }) {
  state.nodes = new Map(nodes.map((node) => [node.id, node]));
  state.claims = new Map(edges.map((claim) => [claimKey(claim), claim]));
  changed("canvas");
}

/** Show something else in the panel, or nothing. */
export function show(view) {
  state.view = view;
  changed("view");
}

export function toggleKind(kind) {
  if (!state.hidden.delete(kind)) state.hidden.add(kind);
  changed("filter");
}

export function toggleInferred() {
  state.inferred = !state.inferred;
  changed("filter");
}
