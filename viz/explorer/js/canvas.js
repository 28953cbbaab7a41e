// The drawing: nodes and claims of the state, kept in step with it.

import { expandAll } from "./actions.js";
import { byId, el } from "./dom.js";
import { idsIn } from "./answers.js";
import { arrange } from "./grouping.js";
import { isClaimShown, isNodeShown } from "./filter.js";
import { claimLook, nodeLook, options } from "./look.js";
import { drawGroups, mostConnected, ring, writeNames } from "./overlay.js";
import { changed, show, state } from "./state.js";
import { colour } from "./theme.js";

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network;
let answered = new Set(); // the ids of what the answer in the panel is about
let hovered = null; // the node that the pointer is at
let cursor = null; // the node that the keyboard is at
let way = []; // the ids of the way that the panel shows
let pause;
let circles = []; // the groups that are drawn
let titles = []; // where the names of groups stand
let named = []; // the ids of the most connected nodes that are seen
let fitted = false; // the window shows everything, and the reader has not moved it since
let ungrouped = null; // where nodes stood before they were put into groups

/** Start drawing into #canvas. */
export function startCanvas() {
  network = new vis.Network(byId("canvas"), { nodes, edges }, options());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => {
    network.setOptions(options());
    repaint();
  }));
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) show({ node });
    else if (edge) show({ claim: edge });
  });
  network.on("doubleClick", ({ nodes: [node] }) => node && expandAll(node));
  network.on("dragEnd", movedByHand);
  network.on("zoom", movedByHand);
  network.on("resize", () => setTimeout(refit)); // after the library's own way with it
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("beforeDrawing", (context) => { titles = drawGroups(context, network.getScale(), circles); });
  network.on("afterDrawing", drawOver);
  for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(event, () => { byId("canvas").style.cursor = cursor; });
  }
  byId("zoom").addEventListener("click", ({ target }) => zoom(target.closest("button")?.dataset.zoom));
}

// What the pointer is at stands out; where very much is drawn that would take too long.
const MOST_HOVERED = 600;
function hover(id) {
  if (nodes.length > MOST_HOVERED) return;
  hovered = id;
  repaint();
}

function drawOver(context) {
  const scale = network.getScale();
  const places = named.map((id) => ({ node: state.nodes.get(id), ...standing(id) }));
  document.body.dataset.names = writeNames(context, scale, places, titles).length;
  if (cursor && nodes.get(cursor)) ring(context, scale, standing(cursor));
}

const standing = (id) => ({ ...network.getPosition(id), size: state.kinds.get(state.nodes.get(id).kind).size });

/** Whether a node is drawn and not hidden. */
export const isDrawn = (id) => Boolean(id && nodes.get(id) && !nodes.get(id).hidden);

/** Put the keyboard's ring around a node, or take it away. */
export function cursorAt(id) {
  cursor = id;
  network.redraw();
}

/** Where a node stands, where its neighbours do, and where all others. */
export function visibleNeighbours(id) {
  const near = isDrawn(id) ? neighbours(id) : new Set();
  const places = nodes.getIds().filter((each) => each !== id && isDrawn(each)).map((each) => ({ id: each, ...network.getPosition(each) }));
  return { own: isDrawn(id) ? network.getPosition(id) : null, neighbours: places.filter((each) => near.has(each.id)), others: places.filter((each) => !near.has(each.id)) };
}

function refit() {
  if (!fitted) return;
  fit();
  moved();
}

function movedByHand() {
  fitted = false;
  moved();
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
  fitted = false;
  network.setSize(); // the panel may just have taken its part
  network.moveTo({ scale: window.scale, position: { x: window.x, y: window.y } });
}

// The library draws everything anew at each change of its data: keep it from that until the next frame.
let waiting = false;
function drawSoon() {
  if (waiting) return;
  waiting = true;
  network.body.emitter.emit("_blockRedraw");
  requestAnimationFrame(() => {
    waiting = false;
    network.body.emitter.emit("_allowRedraw");
    network.redraw();
    network.redraw(); // lines are drawn before the nodes at their ends, which are measured as they are drawn
  });
}

// Lines between very many nodes are left out while the drawing is dragged or zoomed, so that it follows.
const MOST_LINES = 800;
let light = false;
function lighten() {
  const many = edges.length > MOST_LINES;
  if (many !== light) network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  light = many;
}

/** Draw what the state says; what is drawn already stays where it is. */
export function refreshCanvas() {
  drawSoon();
  const drawn = [...state.nodes.values()];
  const old = drawn.filter((node) => nodes.get(node.id)).map((node) => node.id);
  const emphasis = emphases();
  replace(edges, []);
  replace(nodes, drawn.map((node) => ({ ...nodeOf(node, emphasis), ...(state.positions[node.id] ?? state.places.get(node.id)) })));
  replace(edges, looks());
  lighten();
  nameMostConnected();
  if (state.grouping) group(Object.fromEntries(old.map((id) => [id, network.getPosition(id)])));
  else if (old.length < drawn.length) fit();
}

/** Put what is drawn into groups, or back where it stood before. */
export function regroup() {
  drawSoon();
  if (state.grouping) {
    ungrouped ??= positions();
    group();
  } else {
    circles = [];
    move(Object.entries(ungrouped ?? {}).filter(([id]) => nodes.get(id)));
    ungrouped = null;
    fit();
  }
  moved();
}

function group(held = {}) {
  const known = { ...held, ...Object.fromEntries(Object.entries(state.positions).filter(([id]) => nodes.get(id))) };
  const arranged = arrange([...state.nodes.values()], state.claims.values(), known);
  circles = arranged.circles;
  move(Object.entries(arranged.places));
  fit();
}

/** Draw selection, filters and words anew, without moving anything. */
export function repaint() {
  drawSoon();
  const emphasis = emphases();
  nodes.update([...state.nodes.values()].map((node) => nodeOf(node, emphasis)));
  edges.update(looks());
  nameMostConnected();
}

const nodeOf = (node, emphasis) => ({ ...nodeLook(node, emphasis(node.id)), hidden: !isNodeShown(node) });

function nameMostConnected() {
  named = mostConnected([...state.nodes.values()].filter(isNodeShown), [...state.claims.values()].filter(isClaimShown));
}

/** Let what an answer is about stand out. */
export function standOut(answer) {
  answered = new Set(answer ? idsIn(answer) : []);
  repaint();
}

/** Let a way from one thing to another stand out. */
export function standOutWay(ids) {
  way = ids;
  repaint();
}

/** Bring a node into view where it is not. */
export function reveal(id) {
  if (!isDrawn(id)) return; // the panel may have closed meanwhile
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const { clientWidth, clientHeight } = byId("canvas");
  const inside = x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 60;
  if (inside) return;
  fitted = false;
  network.focus(id, { animation: calm() });
}

// Put nodes where they belong, all at once: network.moveNode draws everything anew for each.
const move = (places) => nodes.update(places.map(([id, { x, y }]) => ({ id, x, y })));

function replace(data, items) {
  const kept = new Set(items.map((item) => item.id));
  data.remove(data.getIds().filter((id) => !kept.has(id)));
  data.update(items);
}

function looks() {
  const pairs = new Map();
  const focused = focus();
  return [...state.claims.values()].map((claim) => {
    const pair = [claim.source, claim.target].sort().join(" ");
    const bend = pairs.get(pair) ?? 0;
    pairs.set(pair, bend + 1);
    const hidden = !isClaimShown(claim) || [claim.source, claim.target].some((id) => !isNodeShown(state.nodes.get(id)));
    return { ...claimLook(claim, { ...claimEmphasis(claim, focused), bend }), hidden };
  });
}

// What stands out: the selected node with its neighbours, the selected claim with its ends, or what
// the answer is about, where more than that is drawn.
function focus() {
  if (hovered && state.nodes.has(hovered)) return { node: hovered };
  if (state.view?.path && way.every((id) => state.nodes.has(id))) return { way };
  if (state.view?.node && state.nodes.has(state.view.node)) return { node: state.view.node };
  const claim = state.claims.get(state.view?.claim);
  return claim ? { claim } : { answer: state.view?.question && answered.size > 0 };
}

// How much each node stands out, as a function of its id.
function emphases() {
  const { node, claim, answer, way: on } = focus();
  if (on) return (id) => ({ chosen: false, faint: !on.includes(id) });
  if (claim) return (id) => ({ chosen: false, faint: id !== claim.source && id !== claim.target });
  if (answer) {
    const near = new Set([...answered].flatMap((id) => [...neighbours(id)]));
    return (id) => ({ chosen: false, faint: !answered.has(id) && !near.has(id) });
  }
  if (!node) return () => ({});
  const near = neighbours(node);
  return (id) => ({ chosen: id === node, faint: id !== node && !near.has(id) });
}

function claimEmphasis(claim, { node, claim: chosen, way: on }) {
  if (on) return { chosen: false, faint: Math.abs(on.indexOf(claim.source) - on.indexOf(claim.target)) !== 1 || !on.includes(claim.source) || !on.includes(claim.target) };
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

const calm = () => !matchMedia("(prefers-reduced-motion: reduce)").matches && { duration: 350, easingFunction: "easeInOutQuad" };

// Show everything, with room at the edges for what lies over the canvas.
const EDGE = 40; // around nodes
const MARGIN = { x: 50, y: 36 }; // pixels of the screen, for names
function fit() {
  if (!nodes.length) return;
  network.setSize(); // the panel may just have taken its part
  const rounds = [...nodes.getIds().map((id) => ({ ...network.getPosition(id), radius: 0 })), ...circles];
  const [left, right] = extremes(rounds, "x");
  const [top, bottom] = extremes(rounds, "y");
  const { clientWidth, clientHeight } = byId("canvas");
  const scale = Math.min(MOST_ZOOMED, (clientWidth - 2 * MARGIN.x) / (right - left), (clientHeight - 2 * MARGIN.y) / (bottom - top));
  network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 } });
  fitted = true;
}

const MOST_ZOOMED = 1.2;
const extremes = (rounds, axis) => [
  Math.min(...rounds.map((each) => each[axis] - each.radius)) - EDGE, Math.max(...rounds.map((each) => each[axis] + each.radius)) + EDGE,
];

function zoom(how) {
  if (how === "fit") fit();
  else if (how) {
    fitted = false;
    network.moveTo({ scale: network.getScale() * (how === "in" ? 1.3 : 1 / 1.3), animation: calm() });
  }
  moved();
}

/** What is drawn, as it is seen, as a PNG file on the colour of the page. */
export function canvasImage() {
  const drawn = byId("canvas").querySelector("canvas");
  const image = el("canvas", { width: drawn.width, height: drawn.height });
  const context = image.getContext("2d");
  context.fillStyle = colour("ground");
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(drawn, 0, 0);
  return new Promise((resolve) => image.toBlob(resolve, "image/png"));
}
