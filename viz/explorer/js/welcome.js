// What an empty canvas says: how to begin, with questions to click.

import { loadDocuments } from "./documents.js";
import { button, byId, el } from "./dom.js";
import { t } from "./language.js";
import { explain } from "./notice.js";
import { ask } from "./search.js";
import { state } from "./state.js";

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
  return el("p.quiet.held", {}, `${t("documents", { n: documents.length })}：${documents.map(({ title }) => title).slice(0, 4).join("、")}${documents.length > 4 ? "…" : ""}`);
}
