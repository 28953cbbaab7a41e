// The drawing: nodes and claims of the state, kept in step with it.

import { expandAll } from "./actions.js";
import { byId } from "./dom.js";
import { OPTIONS, claimLook, nodeLook } from "./look.js";
import { changed, show, state } from "./state.js";
import { untangle } from "./untangle.js";

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network;

/** Start drawing into #canvas. */
export function startCanvas() {
  network = new vis.Network(byId("canvas"), { nodes, edges }, OPTIONS);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) show({ node });
    else if (edge) show({ claim: edge });
  });
  network.on("doubleClick", ({ nodes: [node] }) => node && expandAll(node));
  network.on("dragEnd", ({ nodes: moved }) => moved.length && changed("moved"));
  for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(event, () => { byId("canvas").style.cursor = cursor; });
  }
  byId("zoom").addEventListener("click", ({ target }) => zoom(target.closest("button")?.dataset.zoom));
}

/** Where every node stands, rounded, by id. */
export const positions = () => network.getPositions();

/** Draw what the state says; new nodes are laid out, the others stay about where they are. */
export function refreshCanvas() {
  const shown = [...state.nodes.values()].filter((node) => !state.hidden.has(node.kind));
  const drawn = new Set(shown.map((node) => node.id));
  const claims = [...state.claims.values()].filter((claim) =>
    drawn.has(claim.source) && drawn.has(claim.target) && (state.inferred || claim.basis !== "inferred"));
  const fresh = shown.filter((node) => !nodes.get(node.id));
  replace(edges, []);
  replace(nodes, shown.map((node) => ({ ...nodeLook(node, emphasis(node.id)), ...startingPlace(node, fresh) })));
  replace(edges, looks(claims));
  if (fresh.some((node) => !state.positions[node.id])) layOut();
  else if (fresh.length) fit();
}

/** Draw selection and words anew, without moving anything. */
export function repaint() {
  nodes.update(nodes.getIds().map((id) => nodeLook(state.nodes.get(id), emphasis(id))));
  edges.update(looks(edges.getIds().map((key) => state.claims.get(key))));
}

/** Bring a node into view where it is not. */
export function reveal(id) {
  if (!nodes.get(id)) return;
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const { clientWidth, clientHeight } = byId("canvas");
  const inside = x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 60;
  if (!inside) network.focus(id, { animation: calm() });
}

function replace(data, items) {
  const kept = new Set(items.map((item) => item.id));
  data.remove(data.getIds().filter((id) => !kept.has(id)));
  data.update(items);
}

function looks(claims) {
  const pairs = new Map();
  return claims.map((claim) => {
    const pair = [claim.source, claim.target].sort().join(" ");
    const bend = pairs.get(pair) ?? 0;
    pairs.set(pair, bend + 1);
    return claimLook(claim, { ...claimEmphasis(claim), bend });
  });
}

// What stands out: the selected node with its neighbours, or the selected claim with its ends.
function focus() {
  if (state.view?.node && state.nodes.has(state.view.node)) return { node: state.view.node };
  const claim = state.claims.get(state.view?.claim);
  return claim ? { claim } : {};
}

function emphasis(id) {
  const { node, claim } = focus();
  if (claim) return { chosen: false, faint: id !== claim.source && id !== claim.target };
  if (!node) return {};
  return { chosen: id === node, faint: id !== node && !neighbours(node).has(id) };
}

function claimEmphasis(claim) {
  const { node, claim: chosen } = focus();
  if (chosen) return { chosen: claim === chosen, faint: claim !== chosen };
  return { faint: node && claim.source !== node && claim.target !== node };
}

function neighbours(id) {
  const found = new Set();
  for (const { source, target } of state.claims.values()) {
    if (source === id) found.add(target);
    if (target === id) found.add(source);
  }
  return found;
}

// New nodes start where a link put them, or around a neighbour that is drawn already.
function startingPlace(node, fresh) {
  const index = fresh.indexOf(node);
  if (index < 0) return {};
  if (state.positions[node.id]) return state.positions[node.id];
  const anchor = [...neighbours(node.id)].find((id) => nodes.get(id));
  const { x, y } = anchor ? network.getPosition(anchor) : { x: 0, y: 0 };
  const turn = index * 2.4; // the golden angle spreads any number evenly
  const radius = 60 + 22 * Math.sqrt(index);
  return { x: x + radius * Math.cos(turn), y: y + radius * Math.sin(turn) };
}

// Physics runs only here, out of sight, until the layout has settled.
function layOut() {
  network.setOptions({ physics: { enabled: true } });
  network.once("stabilized", settle);
  network.stabilize(Math.max(120, 400 - nodes.length));
}

function settle() {
  network.setOptions({ physics: { enabled: false } });
  const boxes = nodes.getIds().map((id) => ({ id, ...network.getPosition(id), ...network.getBoundingBox(id) }));
  for (const { id, x, y } of untangle(boxes)) network.moveNode(id, x, y);
  fit();
  changed("moved");
}

const calm = () => !matchMedia("(prefers-reduced-motion: reduce)").matches && { duration: 350, easingFunction: "easeInOutQuad" };

// Show everything, with room at the edges for what lies over the canvas.
function fit() {
  network.fit({ maxZoomLevel: 1.3 });
  network.moveTo({ scale: network.getScale() * 0.92 });
}

function zoom(how) {
  if (how === "fit") fit();
  else if (how) network.moveTo({ scale: network.getScale() * (how === "in" ? 1.3 : 1 / 1.3), animation: calm() });
}

