// One claim in a list: what is at its other end, how sure it is, and its source one click away.

import { open } from "./actions.js";
import { button, el } from "./dom.js";
import { list, placeAndYear } from "./documents.js";
import { isSaidShown } from "./filter.js";
import { known, t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";
import { passageCard } from "./passage.js";

/** How a claim is known, with an explanation on hover. */
export const badge = (basis) => el(`span.badge.${basis}`, { title: t(`basisHint.${basis}`) }, t(`basis.${basis}`));

/** Whether a body leads or supports, where that is said. */
export const roleOf = (claim) => (claim.role ? el("span.quiet.role", {}, t(`value.${claim.role}`)) : null);

/** A name that opens its node. */
export const nodeLink = (node) => button(".node-link",
  [mark(node.kind), el("span", {}, node.name), node.name_en ? el("small", {}, node.name_en) : null],
  () => open(node.thing || node.id), { title: kindTitle(node.kind) });

/** A claim as it stands in a list of rows. */
export const factOf = (row) => ({
  claim: { ...row, type: row.relation, document: row.document_id },
  other: row,
  place: row.document ? row : null,
  fields: row.fields,
});

/** Claims as a list, those that several documents make of one thing together. */
export function factItems(facts) {
  const same = new Map();
  for (const fact of facts.filter(({ claim }) => isSaidShown(claim))) {
    const key = fact.other.thing || fact.other.id;
    same.set(key, [...(same.get(key) ?? []), fact]);
  }
  return [...same.values()].map(factItem);
}

function factItem(facts) {
  const { claim, other } = facts[0];
  return el("li.fact", {}, el("div.fact-head", {}, nodeLink(other), roleOf(claim), badge(claim.basis)),
    facts.map(({ claim: each, place, fields }) => [why(each, fields), source(each, place)]));
}

/** Why something is concluded that no sentence says. */
export function why(claim, fields) {
  const said = fields?.length ? t("why.mandate", { fields: list(fields) }) : ruleInWords(claim.rule);
  return claim.basis === "inferred" && said ? el("p.quiet.why", {}, said) : null;
}

/** What a rule goes by, in words; nothing of one that has none. */
export const ruleInWords = (rule) => (known(`rule.${rule}`) ? t(`rule.${rule}`) : "");

/** The words that show a claim; a click unfolds the paragraph around them. */
export function source(claim, place) {
  if (!claim.passage || !claim.quote) return el("p.quiet", {}, t("noSource"));
  const holder = el("div");
  const quote = button(".quote", [el("q", {}, claim.quote), place ? el("small", { title: place.document ?? "" }, [placeAndYear(place), place.section].filter(Boolean).join(" · ")) : null], () => {
    const open = holder.childElementCount === 0;
    holder.replaceChildren(...(open ? [passageCard(claim)] : []));
    quote.setAttribute("aria-expanded", String(open));
  }, { "aria-expanded": "false", title: t("showSource") });
  return el("div", {}, quote, holder);
}
