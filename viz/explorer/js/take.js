// Taking away what is drawn: as a picture, as tables, as a graph for other programs, with its sources.
// What filters hide is left out.

import { canvasImage, positions } from "./canvas.js";
import { button, byId, el } from "./dom.js";
import { hiddenClaims, isClaimShown, isNodeShown, shownBasis, shownQuote } from "./filter.js";
import { language, t } from "./language.js";
import { caption } from "./caption.js";
import { shownName } from "./look.js";
import { notice, working } from "./notice.js";
import { state } from "./state.js";
import { colour } from "./theme.js";

export const TABLE_FORMS = ["nodes.csv", "claims.csv", "xlsx"];
const FROM_SERVER = ["html", "graphml", "gexf", "cypher", "txt", ...TABLE_FORMS];

/** The entries of the menu. */
export function refreshTake() {
  const forms = ["png", "svg", ...FROM_SERVER];
  byId("take-forms").replaceChildren(...forms.map((form) => el("li", {}, button(".take-form", t(`take.${form}`), () => take(form)))));
}

/** Take away what is drawn, in a form. */
export async function take(form) {
  byId("take").open = false;
  if (form === "png") return save(await canvasImage(), "lantu.png");
  if (form === "svg") return save(new Blob([svg()], { type: "image/svg+xml" }), "lantu.svg");
  return working(() => fromServer(form));
}

async function fromServer(form) {
  const nodes = [...state.nodes.values()].filter(isNodeShown);
  const body = { id: nodes.map((node) => node.thing && state.apart.has(node.thing) ? node.id : node.thing || node.id), apart: [...state.apart], title: titleOf(), hidden: hiddenClaims() };
  const response = await fetch(`/taken/${form}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
  if (!response?.ok) return notice(t(`problem.${response ? "other" : "offline"}`));
  return save(await response.blob(), form.includes(".") ? form : `lantu.${form}`);
}

// What the panel is about names the file's page.
const titleOf = () => state.view?.question ?? state.nodes.get(state.view?.node)?.name ?? document.title;

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const NS = "http://www.w3.org/2000/svg";

function shape(tag, attributes, text) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

// What is drawn as SVG: lines with arrows, dots with names, and a title on each.
function svg() {
  const places = positions();
  const nodes = [...state.nodes.values()].filter((node) => isNodeShown(node) && places[node.id]);
  const claims = [...state.claims.values()].filter((claim) => isClaimShown(claim) && [claim.source, claim.target].every((id) => places[id] && isNodeShown(state.nodes.get(id))));
  const xs = nodes.map(({ id }) => places[id].x);
  const ys = nodes.map(({ id }) => places[id].y);
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 60];
  const root = shape("svg", { xmlns: NS, viewBox: `${left} ${top} ${Math.max(...xs) - left + 90} ${Math.max(...ys) - top + 80}`, "font-family": "sans-serif", "font-size": 13, lang: language() });
  root.append(shape("rect", { x: left, y: top, width: "100%", height: "100%", fill: colour("ground") }));
  const arrow = shape("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 10, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" });
  arrow.append(shape("path", { d: "M0 0 10 5 0 10z", fill: colour("claim") }));
  root.append(arrow);
  for (const claim of claims) root.append(line(claim, places));
  for (const node of nodes) root.append(dot(node, places[node.id]));
  return new XMLSerializer().serializeToString(root);
}

function line(claim, places) {
  const [from, to] = [places[claim.source], places[claim.target]];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const short = (state.kinds.get(state.nodes.get(claim.target).kind).size + 4) / length;
  const drawn = shape("line", { x1: from.x, y1: from.y, x2: to.x - (to.x - from.x) * short, y2: to.y - (to.y - from.y) * short, stroke: colour("claim"), "stroke-width": 1.3, "marker-end": "url(#arrow)", ...(shownBasis(claim) === "inferred" ? { "stroke-dasharray": "6 5" } : {}) });
  drawn.append(shape("title", {}, [t(`relation.${claim.type}.verb`), t(`basis.${shownBasis(claim)}`), shownQuote(claim)].filter(Boolean).join(" · ")));
  return drawn;
}

function dot(node, { x, y }) {
  const kind = state.kinds.get(node.kind);
  const group = shape("g", {});
  group.append(shape("title", {}, node.name), shape("circle", { cx: x, cy: y, r: kind.size, fill: kind.colour, stroke: kind.ink }));
  caption(node.figure || shownName(node)).split("\n").forEach((words, at) =>
    group.append(shape("text", { x, y: y + kind.size + 15 + 15 * at, "text-anchor": "middle", fill: colour("ink") }, words)));
  return group;
}
