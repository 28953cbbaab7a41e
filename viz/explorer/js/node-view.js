// The panel for a node: what it is, and what is claimed of it, relation by relation.

import { expand, expandAll, remove } from "./actions.js";
import { get } from "./api.js";
import { button, el } from "./dom.js";
import { factItem, source } from "./fact.js";
import { t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";
import { working } from "./notice.js";
import { state } from "./state.js";

const PAGE = 50;
const FIRST = 6;
const SHOWN = { Organization: ["kind"], Department: ["mandate"], Observation: ["value", "unit", "year", "status", "qualifier", "measure", "direction", "nature"] };

export async function nodeView(id) {
  const [node, said] = await Promise.all([get(`/nodes/${id}`, { facts: FIRST }), get(`/nodes/${id}/evidence`, { limit: 20 })]);
  return [
    el("p.kind", {}, mark(node.kind), kindTitle(node.kind), node.document ? el("span.quiet", {}, ` · ${node.document}`) : null),
    el("h2", {}, node.name),
    node.name_en ? el("p.name-en", { lang: "en" }, node.name_en) : null,
    aliases(node),
    properties(node),
    el("div.actions", {},
      node.relations.length ? button(".main", t("expandAll"), () => expandAll(id)) : null,
      state.nodes.has(id) ? button(".plain", t("remove"), () => remove(id)) : null),
    node.relations.map((relation) => relationGroup(id, relation)),
    node.relations.length || said.rows.length ? null : el("p.quiet", {}, t("noFacts")),
    mentions(said.rows),
  ];
}

function aliases({ aliases: others, name, name_en: english }) {
  const left = others.filter((each) => each !== name && each !== english);
  return left.length ? el("p.quiet", {}, `${t("aliases")}：${left.join("、")}`) : null;
}

function properties({ kind, properties: values }) {
  const said = (SHOWN[kind] ?? []).filter((key) => values[key] && values[key].length !== 0);
  const word = (value) => (Array.isArray(value) ? value.join("、") : t(`value.${value}`));
  return said.length ? el("dl", {}, said.map((key) => [el("dt", {}, t(`property.${key}`)), el("dd", {}, wordOf(key, values[key], word))])) : null;
}

// Figures stand as they are: only words of the model have a translation.
const wordOf = (key, value, word) => (["value", "unit", "year"].includes(key) ? String(value) : word(value));

function relationGroup(id, relation) {
  const { type, direction, count, facts } = relation;
  const list = el("ul.facts", {}, facts.map(factItem));
  const group = el("section.relation", {},
    el("header", {}, el("h3", {}, t(`relation.${type}.${direction}`)), el("span.count", {}, String(count)),
      button(".plain.expand", "＋", () => expand(id, relation), { title: t("expand"), "aria-label": `${t("expand")}：${t(`relation.${type}.${direction}`)}` })),
    list);
  if (count > facts.length) group.append(moreButton(id, relation, list));
  return group;
}

function moreButton(id, { type, direction, count }, list) {
  const label = () => t("more", { n: Math.min(PAGE, count - list.childElementCount) });
  const more = button(".plain.more", label(), () => working(async () => {
    const query = { relation: type, direction, limit: PAGE, offset: list.childElementCount };
    list.append(...(await get(`/nodes/${id}/facts`, query)).facts.map(factItem));
    more.textContent = label();
    more.hidden = list.childElementCount >= count;
  }));
  return more;
}

function mentions(rows) {
  const quoted = rows.filter((row) => row.quote && row.passage);
  if (!quoted.length) return null;
  return el("section.relation", {},
    el("header", {}, el("h3", {}, t("mentions")), el("span.count", {}, String(quoted.length))),
    el("ul.facts", {}, quoted.map((row) => el("li.fact", {}, source(row, row.section)))));
}
