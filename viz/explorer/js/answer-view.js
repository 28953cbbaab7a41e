// The panel for a question: the answer as a table, each row with its sentence, and the Cypher.

import { add, answerDrawn } from "./actions.js";
import { answerTo, idsIn } from "./answers.js";
import { Problem } from "./api.js";
import { standOut } from "./canvas.js";
import { list, placeAndYear } from "./documents.js";
import { button, el } from "./dom.js";
import { isSaidShown } from "./filter.js";
import { badge, nodeLink, roleOf, source } from "./fact.js";
import { language, t } from "./language.js";
import { explain } from "./notice.js";
import { ask } from "./search.js";
import { state } from "./state.js";

/** The panel's content for a question. */
export async function answerView(question) {
  standOut(null);
  let answer;
  try {
    answer = await answerTo(question);
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return unanswered(question, error);
    throw error;
  }
  await answerDrawn();
  standOut(answer);
  const ids = idsIn(answer);
  const rows = answer.rows.filter(({ kind, basis, confidence, document_id: document }) =>
    !state.hidden.kind.has(kind) && (!basis || isSaidShown({ document, basis, confidence })));
  return [
    el("p.kind", {}, question),
    el("h2", {}, answer.title),
    answer.understood ? el("p.quiet", {}, answer.understood) : null,
    el("p", {}, answer.rows.length ? t(answer.truncated ? "cut" : "rows", { n: answer.rows.length }) : t("noRows")),
    el("div.actions", {}, ids.length ? button(".main", t("showOn"), () => add(ids, { between: true })) : null,
      answer.rows.length ? el("a.plain", { href: `/answer?${new URLSearchParams({ q: question, lang: language() })}` }, t("answerTable")) : null),
    rows.length < answer.rows.length ? el("p.hidden-note", {}, t("rowsHidden", { n: answer.rows.length - rows.length })) : null,
    rows.length ? table(rows) : null,
    el("details.cypher", {}, el("summary", {}, t("cypher")), el("pre", {}, answer.cypher)),
  ];
}

function unanswered(question, problem) {
  return [
    el("p.kind", {}, question),
    el("h2", {}, t(problem.candidates.length ? "which" : problem.suggestions.length ? "notUnderstood" : "failed")),
    el("p", {}, explain(problem)),
    problem.understood ? el("p.quiet", {}, problem.understood) : null,
    problem.suggestions.length ? [el("p.quiet", {}, t("canAsk")), el("div.examples", {}, problem.suggestions.map((each) => button(".example", each, () => ask(each))))] : null,
    el("ul.facts", {}, problem.candidates.map((each) => el("li.fact", {}, nodeLink(each), el("small.quiet", {}, each.document ?? "")))),
  ];
}

const table = (rows) => el("table", {},
  el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("columnName")), el("th", { scope: "col" }, t("columnSentence")))),
  el("tbody", {}, rows.map(row)));

function row(values) {
  const name = values.id ? nodeLink(values) : el("b", {}, String(values.count ?? values.name ?? ""));
  return el("tr", {},
    el("td", {}, name, values.via ? el("p.quiet", {}, `${t("via")} ${values.via}`) : null, figure(values), where(values), values.id && values.count ? el("p.figure", {}, el("b", {}, String(values.count))) : null),
    el("td", {}, roleOf(values), values.basis ? badge(values.basis) : null, values.quote ? source(values, values) : null));
}

// Who reports it and for when, or how many documents do.
function where({ documents = [], ...row }) {
  const said = documents.length > 1 ? t("inDocuments", { n: documents.length }) : placeAndYear(row.value === undefined ? row : { ...row, year: 0 });
  return said ? el("p.quiet.where", { title: list(documents) }, said) : null;
}

function figure({ value, unit, year, status, qualifier, nature }) {
  if (value === undefined || (!value && !year)) return null;
  const vague = qualifier === "at_least" || qualifier === "at_most" || qualifier === "approx" ? `${t(`value.${qualifier}`)} ` : "";
  return el("p.figure", {}, el("b", {}, `${vague}${value ?? ""}${unit ?? ""}`), ` ${year || ""} ${status ? t(`value.${status}`) : ""} ${nature ? t(`value.${nature}`) : ""}`);
}

