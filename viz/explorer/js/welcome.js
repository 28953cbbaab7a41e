// What an empty canvas says: how to begin, with questions to click.

import { loadDocuments, placeAndYear } from "./documents.js";
import { button, byId, el } from "./dom.js";
import { language, t } from "./language.js";
import { kindTitle } from "./look.js";
import { explain } from "./notice.js";
import { ask } from "./search.js";
import { state } from "./state.js";

const MOST_LISTED = 60;
const TABLES = { Goal: "goals", Project: "projects", Measure: "measures", Initiative: "initiatives", Indicator: "indicators", Observation: "figures", Area: "areas", Department: "agencies", Organization: "organizations" };
let documents = null;
let greeting = null; // how much there is of each kind, and questions that the documents answer

export async function readDocuments() {
  documents = await loadDocuments();
}

// Asked for where it is shown: finding what can be asked takes the server longer than a graph.
let asked = false;
function readGreeting() {
  if (asked) return;
  asked = true;
  fetch("/greeting").then((response) => (response.ok ? response.json() : null)).then((found) => {
    greeting = found;
    refreshWelcome();
  }).catch(() => {}); // the page says below what it knows without
}

export function refreshWelcome() {
  const empty = state.nodes.size === 0;
  byId("welcome").hidden = !empty || state.opening;
  byId("zoom").hidden = empty;
  if (byId("welcome").hidden) return;
  readGreeting();
  byId("welcome").replaceChildren(...content().filter(Boolean));
}

const content = () => [
  el("h1", {}, t("welcomeTitle")),
  el("p.quiet", {}, t("welcomeText")),
  el("div.examples", { "aria-label": t("welcomeExamples"), role: "group" }, (greeting?.questions[language()] ?? []).map((question) => button(".example", question, () => ask(question)))),
  counts(),
  held(),
];

function counts() {
  if (!greeting) return null;
  return el("p.counts", {}, Object.entries(TABLES).filter(([kind]) => greeting.counts[kind]).map(([kind, table]) =>
    [el("a", { href: `/tables/${table}?lang=${language()}` }, el("b", {}, String(greeting.counts[kind])), ` ${kindTitle(kind)}`), " "]));
}

function held() {
  if (documents instanceof Error) return el("p.error", { role: "alert" }, explain(documents));
  if (!documents) return null;
  if (!documents.length) return el("p.error", {}, t("noDocuments"));
  return el("nav.held", { "aria-label": t("documents", { n: documents.length }) },
    el("p.quiet", {}, t("documents", { n: documents.length })),
    el("p", {}, documents.slice(0, MOST_LISTED).map((each) =>
      [el("a", { href: `/documents/${each.id}?lang=${language()}`, title: each.title }, nameAmong(each, documents)), " "]), documents.length > MOST_LISTED ? "…" : ""));
}

// Place and year, and the title too where another document has the same.
function nameAmong({ id, title, place, year }, all) {
  const short = placeAndYear({ place, year, name: title });
  const alone = all.every((other) => other.id === id || other.place !== place || other.year !== year);
  return alone || short === title ? short : `${short} · ${title}`;
}
