// The panel for a node: what it is, and what is claimed of it, relation by relation.

import { expand, expandAll, remove, takeApart } from "./actions.js";
import { get } from "./api.js";
import { list } from "./documents.js";
import { button, el } from "./dom.js";
import { factItems, factOf, source } from "./fact.js";
import { isDocumentShown } from "./filter.js";
import { t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";
import { nodeMenu } from "./menu.js";
import { notice, working } from "./notice.js";
import { show, state } from "./state.js";

const PAGE = 50;
const FIRST = 24;
const MENTIONS = 60;
const SHOWN = { Organization: ["kind"], Department: ["mandate"], Observation: ["value", "unit", "year", "status", "qualifier", "measure", "direction", "nature"] };

export async function nodeView(id) {
  const drawn = state.nodes.has(id);
  const [node, said, menu] = await Promise.all([get(`/nodes/${id}`, { facts: FIRST }), get(`/nodes/${id}/evidence`, { limit: MENTIONS }), drawn ? nodeMenu(id) : null]);
  return [
    el("p.kind", {}, mark(node.kind), kindTitle(node.kind), where(node.documents)),
    el("h2", {}, node.name),
    node.name_en ? el("p.name-en", { lang: "en" }, node.name_en) : null,
    aliases(node),
    properties(node),
    el("div.actions", {},
      node.relations.length ? button(".main", t("expandAll"), () => expandAll(id)) : null,
      pathButton(id),
      apartButton(id),
      drawn ? button(".plain", t("remove"), () => remove(id)) : null),
    menu,
    node.relations.map((relation) => relationGroup(id, relation)),
    node.relations.length || said.rows.length ? null : el("p.quiet", {}, t("noFacts")),
    mentions(said.rows),
  ];
}

// The first press takes one end of a path, the second the other.
let pathFrom = null;
function pathButton(id) {
  const { thing } = state.nodes.get(id) ?? {};
  if (!thing) return null;
  const from = pathFrom && pathFrom !== thing && state.asked.has(pathFrom) ? pathFrom : null;
  if (from) {
    const name = [...state.nodes.values()].find((node) => (node.thing || node.id) === from)?.name;
    return button(".plain.path", t("pathTo", { name }), () => { pathFrom = null; show({ path: `${from}~${thing}` }); });
  }
  return button(".plain.path", t("pathFrom"), () => { pathFrom = thing; notice(t("pathChoose")); });
}

// A thing that several documents speak of can be drawn as one node a document, and as one again.
function apartButton(id) {
  const { thing, documents = [] } = state.nodes.get(id) ?? {};
  if (!thing) return null;
  if (state.apart.has(thing)) return button(".plain", t("together"), () => takeApart(thing, false));
  return documents.length > 1 ? button(".plain", t("apart"), () => takeApart(thing, true)) : null;
}

function where(documents) {
  if (!documents.length) return null;
  const short = documents.length === 1 ? documents[0] : t("inDocuments", { n: documents.length });
  return el("span.quiet", { title: documents.join("\n") }, ` · ${short}`);
}

function aliases({ aliases: others, name, name_en: english }) {
  const left = others.filter((each) => each !== name && each !== english);
  return left.length ? el("p.quiet", {}, t("alsoNamed", { names: list(left) })) : null;
}

function properties({ kind, properties: values }) {
  const said = (SHOWN[kind] ?? []).filter((key) => values[key] && values[key].length !== 0);
  const word = (value) => (Array.isArray(value) ? list(value) : t(`value.${value}`));
  return said.length ? el("dl", {}, said.map((key) => [el("dt", {}, t(`property.${key}`)), el("dd", {}, wordOf(key, values[key], word))])) : null;
}

// Figures stand as they are: only words of the model have a translation.
const wordOf = (key, value, word) => (["value", "unit", "year"].includes(key) ? String(value) : word(value));

function relationGroup(id, relation) {
  const { type, direction, count, facts } = relation;
  const items = el("ul.facts", {}, factItems(facts));
  const group = el("section.relation", {},
    el("header", {}, el("h3", {}, t(`relation.${type}.${direction}`)), el("span.count", {}, String(count)),
      button(".plain.expand", "＋", () => expand(id, relation), { title: t("expand"), "aria-label": `${t("expand")}：${t(`relation.${type}.${direction}`)}` })),
    items);
  if (count > facts.length) group.append(moreButton(id, relation, items));
  return group;
}

function moreButton(id, { type, direction, count, facts }, items) {
  let shown = facts.length;
  let next = null;
  const label = () => t("more", { n: Math.min(PAGE, count - shown) });
  const more = button(".plain.more", label(), () => working(async () => {
    // The first to be read begins with those that are shown already.
    const where = next ? { limit: PAGE, cursor: next } : { limit: shown + PAGE };
    const page = await get(`/nodes/${id}/facts`, { relation: type, direction, ...where });
    const rows = next ? page.rows : page.rows.slice(shown);
    items.append(...factItems(rows.map(factOf)));
    shown += rows.length;
    next = page.next;
    more.textContent = label();
    more.hidden = shown >= count;
  }));
  return more;
}

function mentions(rows) {
  const quoted = rows.filter((row) => row.quote && row.passage && isDocumentShown(row.document_id));
  if (!quoted.length) return null;
  return el("section.relation", {},
    el("header", {}, el("h3", {}, t("mentions")), el("span.count", {}, String(quoted.length))),
    el("ul.facts", {}, quoted.map((row) => el("li.fact", {}, source(row, row)))));
}
