// The panel of filters: what is drawn, by relation, basis, confidence, place, year and document, with
// how much each has, and how much all of them hide.

import { button, byId, el } from "./dom.js";
import { placeAndYear } from "./documents.js";
import { hiddenCounts, isFiltering } from "./filter.js";
import { t } from "./language.js";
import { GROUPINGS } from "./grouping.js";
import { groupBy, state, toggle, unfilter, useConfidence } from "./state.js";

const STEPS = [0, 0.6, 0.7, 0.8, 0.9, 0.95];

/** The parts of the legend below the kinds: filters, and what they hide. */
export const filterParts = () => [
  hiddenNote(),
  grouping(),
  el("details.filters", { open: isFiltering() || opened, on: { toggle: ({ target }) => { opened = target.open; } } }, el("summary", {}, t("moreFilters")),
    group("relation", counted([...state.claims.values()].map(({ type }) => type)), (type) => t(`relation.${type}.verb`)),
    group("basis", counted([...state.claims.values()].flatMap(({ said }) => [...new Set(said.map(({ basis }) => basis))])), (basis) => t(`basis.${basis}`)),
    confidence(),
    group("stage", counted([...state.nodes.values()].map(({ stage }) => stage)), (stage) => t(`value.${stage}`)),
    group("place", ofDocuments(({ place }) => place), (place) => place),
    group("year", ofDocuments(({ year }) => (year ? String(year) : "")), (year) => year),
    group("document", ofDocuments(({ id }) => id), (id) => placeAndYear(state.documents.get(id) ?? {})),
  ),
];

let opened = false;

const counted = (values) => {
  const counts = new Map();
  for (const value of values.filter(Boolean)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

// By how many nodes speak the documents that have a value.
const ofDocuments = (value) => counted([...state.nodes.values()].flatMap(({ documents = [] }) =>
  [...new Set(documents.map((id) => value(state.documents.get(id) ?? {})))]));

function group(what, counts, name) {
  if (counts.size < 2 && !state.hidden[what].size) return null;
  return el("fieldset.filter", {}, el("legend", {}, t(`filter.${what}`)),
    el("div.values", {}, [...counts.entries()].sort(([, one], [, other]) => other - one).map(([value, count]) =>
      button(".legend-entry", [el("span", {}, name(value)), el("small", {}, String(count))], () => toggle(what, value), {
        "aria-pressed": String(!state.hidden[what].has(value)), "data-filter": `${what}:${value}`,
      }))));
}

function confidence() {
  const choice = el("select", { id: "confidence", on: { change: ({ target }) => useConfidence(Number(target.value)) } },
    STEPS.map((step) => el("option", { value: String(step), selected: state.confidence === step }, step ? t("atLeast", { n: Math.round(step * 100) }) : t("anyConfidence"))));
  return el("p.filter", {}, el("label", { for: "confidence" }, t("confidence")), " ", choice);
}

function grouping() {
  const choice = el("select", { id: "grouping", on: { change: ({ target }) => groupBy(target.value) } },
    ["", ...GROUPINGS].map((by) => el("option", { value: by, selected: state.grouping === by }, t(by ? `group.${by}` : "group.no"))));
  return el("p.filter", {}, el("label", { for: "grouping" }, t("group")), " ", choice);
}

function hiddenNote() {
  if (!isFiltering()) return null;
  return el("p.hidden-note", {}, t("hides", hiddenCounts()), " ", button(".plain", t("showAll"), unfilter));
}

/** Words for assistive technology when filters change. */
export function sayHidden() {
  byId("spoken").textContent = isFiltering() ? t("hides", hiddenCounts()) : "";
}
