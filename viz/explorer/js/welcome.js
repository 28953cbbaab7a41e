// What an empty canvas says: how to begin, with questions to click.

import { loadDocuments, placeAndYear } from "./documents.js";
import { button, byId, el } from "./dom.js";
import { language, t } from "./language.js";
import { explain } from "./notice.js";
import { ask } from "./search.js";
import { state } from "./state.js";

const MOST_LISTED = 60;
let documents = null;

export async function readDocuments() {
  documents = await loadDocuments();
}

export function refreshWelcome() {
  const empty = state.nodes.size === 0;
  byId("welcome").hidden = !empty;
  byId("zoom").hidden = empty;
  if (empty) byId("welcome").replaceChildren(...content().filter(Boolean));
}

const content = () => [
  el("h1", {}, t("welcomeTitle")),
  el("p.quiet", {}, t("welcomeText")),
  el("div.examples", { "aria-label": t("welcomeExamples"), role: "group" }, t("examples").map((question) => button(".example", question, () => ask(question)))),
  held(),
];

function held() {
  if (documents instanceof Error) return el("p.error", { role: "alert" }, explain(documents));
  if (!documents) return null;
  if (!documents.length) return el("p.error", {}, t("noDocuments"));
  return el("nav.held", { "aria-label": t("documents", { n: documents.length }) },
    el("p.quiet", {}, t("documents", { n: documents.length })),
    el("p", {}, documents.slice(0, MOST_LISTED).map(({ id, title, place, year }) =>
      [el("a", { href: `/documents/${id}?lang=${language()}`, title }, placeAndYear({ place, year, name: title })), " "]), documents.length > MOST_LISTED ? "…" : ""));
}
