// The drawing: nodes and claims of the state, kept in step with it.

import { expandAll } from "./actions.js";
import { byId } from "./dom.js";
import { idsIn } from "./answers.js";
import { isClaimShown, isNodeShown } from "./filter.js";
import { OPTIONS, claimLook, nodeLook } from "./look.js";
import { changed, show, state } from "./state.js";
import { untangle } from "./untangle.js";

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network;
let answered = new Set(); // the ids of what the answer in the panel is about
let pause;

/** Start drawing into #canvas. */
export function startCanvas() {
  network = new vis.Network(byId("canvas"), { nodes, edges }, OPTIONS);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) show({ node });
    else if (edge) show({ claim: edge });
  });
  network.on("doubleClick", ({ nodes: [node] }) => node && expandAll(node));
  network.on("dragEnd", moved);
  network.on("zoom", moved);
  for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(event, () => { byId("canvas").style.cursor = cursor; });
  }
  byId("zoom").addEventListener("click", ({ target }) => zoom(target.closest("button")?.dataset.zoom));
}

function moved() {
  clearTimeout(pause);
  pause = setTimeout(() => changed("moved"), 200);
}

/** Where every node stands, by id, those that filters hide too. */
export const positions = () => Object.fromEntries(nodes.getIds().map((id) => [id, network.getPosition(id)]));

/** The part of the drawing that is seen: its scale and what stands in the middle. */
export const seen = () => ({ scale: network.getScale(), ...network.getViewPosition() });

/** Show the part of the drawing that a link says, if it says one. */
export function look(window) {
  if (!window) return;
  network.setSize(); // the panel may just have taken its part
  network.moveTo({ scale: window.scale, position: { x: window.x, y: window.y } });
}

/** Draw what the state says; what is drawn already stays where it is. */
export function refreshCanvas() {
  const drawn = [...state.nodes.values()];
  const fresh = drawn.filter((node) => !nodes.get(node.id));
  const old = drawn.filter((node) => nodes.get(node.id)).map((node) => node.id);
  replace(edges, []);
  replace(nodes, drawn.map((node) => ({ ...nodeLook(node, emphasis(node.id)), hidden: !isNodeShown(node), ...startingPlace(node, fresh) })));
  for (const id of old) if (state.positions[id]) network.moveNode(id, state.positions[id].x, state.positions[id].y);
  replace(edges, looks());
  if (fresh.some((node) => !state.positions[node.id])) layOut(old);
  else if (fresh.length) fit();
}

/** Draw selection, filters and words anew, without moving anything. */
export function repaint() {
  nodes.update([...state.nodes.values()].map((node) => ({ ...nodeLook(node, emphasis(node.id)), hidden: !isNodeShown(node) })));
  edges.update(looks());
}

/** Let what an answer is about stand out. */
export function standOut(answer) {
  answered = new Set(answer ? idsIn(answer) : []);
  repaint();
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

function looks() {
  const pairs = new Map();
  return [...state.claims.values()].map((claim) => {
    const pair = [claim.source, claim.target].sort().join(" ");
    const bend = pairs.get(pair) ?? 0;
    pairs.set(pair, bend + 1);
    const hidden = !isClaimShown(claim) || [claim.source, claim.target].some((id) => !isNodeShown(state.nodes.get(id)));
    return { ...claimLook(claim, { ...claimEmphasis(claim), bend }), hidden };
  });
}

// What stands out: the selected node with its neighbours, the selected claim with its ends, or what
// the answer is about, where more than that is drawn.
function focus() {
  if (state.view?.node && state.nodes.has(state.view.node)) return { node: state.view.node };
  const claim = state.claims.get(state.view?.claim);
  return claim ? { claim } : { answer: state.view?.question && answered.size > 0 };
}

function emphasis(id) {
  const { node, claim, answer } = focus();
  if (claim) return { chosen: false, faint: id !== claim.source && id !== claim.target };
  if (answer) return { chosen: false, faint: !answered.has(id) && ![...neighbours(id)].some((each) => answered.has(each)) };
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

// Physics runs only here, out of sight, until the new nodes have found their places among the old.
function layOut(old) {
  nodes.update(old.map((id) => ({ id, fixed: true })));
  network.setOptions({ physics: { enabled: true } });
  network.once("stabilized", () => settle(new Set(old)));
  network.stabilize(Math.max(60, 400 - nodes.length));
}

function settle(old) {
  network.setOptions({ physics: { enabled: false } });
  nodes.update([...old].map((id) => ({ id, fixed: false })));
  const boxes = nodes.getIds().map((id) => ({ id, pinned: old.has(id), ...network.getPosition(id), ...network.getBoundingBox(id) }));
  for (const { id, x, y, pinned } of untangle(boxes)) if (!pinned) network.moveNode(id, x, y);
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
  moved();
}
