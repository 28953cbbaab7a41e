// The panel for the way from one thing to another: a chain with the sentence of each step.

import { add } from "./actions.js";
import { get } from "./api.js";
import { standOutWay } from "./canvas.js";
import { placeAndYear } from "./documents.js";
import { button, el } from "./dom.js";
import { badge, nodeLink, source } from "./fact.js";
import { t } from "./language.js";
import { show, state } from "./state.js";

const SAID_ONLY = ".said";

/** `asked` is from~to, with .said behind where nothing inferred is to be gone over. */
export async function pathView(asked) {
  const only = asked.endsWith(SAID_ONLY);
  const [from, to] = asked.slice(0, only ? -SAID_ONLY.length : undefined).split("~");
  const { ways, total, picture } = await get("/ways", { from, to, inferred: !only });
  for (const each of picture.documents) state.documents.set(each.id, { ...state.documents.get(each.id), ...each });
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const [start, end] = [nodes.get(from), nodes.get(to)];
  const chain = el("div.chain");
  const choose = (way, chosen) => {
    chain.replaceChildren(...steps(way, nodes, picture.edges).flat(Infinity).filter(Boolean));
    for (const each of chosen?.parentElement.children ?? []) each.setAttribute("aria-pressed", String(each === chosen));
    standOutWay(way);
  };
  const alternatives = ways.length > 1 ? el("div.actions.ways", { role: "group", "aria-label": t("alternatives") },
    ways.map((way, place) => el("button.plain", { type: "button", "aria-pressed": String(place === 0), on: { click: ({ currentTarget }) => choose(way, currentTarget) } }, t("wayNumber", { n: place + 1 })))) : null;
  if (ways.length) choose(ways[0]);
  return [
    el("p.kind", {}, t("path")),
    el("h2", {}, start && end ? `${start.name} → ${end.name}` : t("failed")),
    el("p", {}, ways.length ? t("pathFound", { steps: ways[0].length - 1, n: total }) : t("noPath")),
    el("div.actions", {},
      ways.length ? button(".main", t("showOn"), () => add(ways.flat())) : null,
      button(".plain", t(only ? "withInferred" : "withoutInferred"), () => show({ path: `${from}~${to}${only ? "" : SAID_ONLY}` }), { "aria-pressed": String(only) })),
    alternatives,
    chain,
  ];
}

const steps = (way, nodes, edges) => way.map((id, place) => [
  nodeLink(nodes.get(id)), place < way.length - 1 ? hop(edgeBetween(edges, id, way[place + 1]), id) : null,
]);

const edgeBetween = (edges, one, other) => edges.find(({ source: from, target: to }) => (from === one && to === other) || (from === other && to === one));

function hop(edge, from) {
  if (!edge) return null;
  const forwards = edge.source === from;
  const document = state.documents.get(edge.document);
  return el("div.hop", {},
    el("p.verb", {}, `${forwards ? "↓" : "↑"} ${t(`relation.${edge.type}.verb`)} `, badge(edge.basis)),
    edge.quote ? source(edge, { place: "", ...document, document: document?.name, section: "" }) : el("p.quiet", {}, document ? placeAndYear(document) : t("noSource")));
}
