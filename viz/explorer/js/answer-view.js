// The panel for a question: the answer as a table, each row with its sentence, and the Cypher.

import { add } from "./actions.js";
import { Problem, get } from "./api.js";
import { button, el } from "./dom.js";
import { badge, nodeLink, roleOf, source } from "./fact.js";
import { t } from "./language.js";
import { explain } from "./notice.js";
import { show, state } from "./state.js";

/** The panel's content for a question; an empty canvas is filled with the answer. */
export async function answerView(question) {
  let answer;
  try {
    answer = await get("/ask", { q: question });
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return unanswered(question, error);
    throw error;
  }
  const ids = idsIn([answer.parameters, answer.rows]);
  if (!state.nodes.size && ids.length) await add(ids, { between: true });
  return [
    el("p.kind", {}, question),
    el("h2", {}, answer.title),
    answer.understood ? el("p.quiet", {}, answer.understood) : null,
    el("p", {}, answer.rows.length ? t(answer.truncated ? "cut" : "rows", { n: answer.rows.length }) : t("noRows")),
    el("div.actions", {}, ids.length ? button(".main", t("showOn"), () => add(ids, { between: true })) : null),
    answer.rows.length ? table(answer.rows) : null,
    el("details.cypher", {}, el("summary", {}, t("cypher")), el("pre", {}, answer.cypher)),
  ];
}

/** Every id of a node that can be drawn, anywhere in an answer. */
export function idsIn(value) {
  if (typeof value === "string") return drawable(value) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return [...new Set(Object.values(value).flatMap(idsIn))];
}

function drawable(text) {
  const [, prefix] = /^([a-z]+)-[0-9a-f]{12}$/.exec(text) ?? [];
  return prefix && !["document", "section", "passage"].includes(prefix);
}

function unanswered(question, problem) {
  return [
    el("p.kind", {}, question),
    el("h2", {}, t(problem.candidates.length ? "which" : problem.examples.length ? "notUnderstood" : "failed")),
    el("p", {}, problem.understood || explain(problem)),
    problem.examples.length ? [el("p.quiet", {}, t("canAsk")), el("div.examples", {}, problem.examples.map((each) => button(".example", each, () => show({ question: each }))))] : null,
    el("ul.facts", {}, problem.candidates.map((each) => el("li.fact", {}, nodeLink(each), el("small.quiet", {}, each.document ?? "")))),
  ];
}

const table = (rows) => el("table", {},
  el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("columnName")), el("th", { scope: "col" }, t("columnSentence")))),
  el("tbody", {}, rows.map(row)));

function row(values) {
  const name = values.id ? nodeLink(values) : el("span", {}, values.name ?? "");
  return el("tr", {},
    el("td", {}, name, values.via ? el("p.quiet", {}, `${t("via")} ${values.via}`) : null, figure(values)),
    el("td", {}, roleOf(values), values.basis ? badge(values.basis) : null, values.quote ? source(values, values.section ?? "") : null));
}

function figure({ value, unit, year, status, qualifier, nature }) {
  if (!value && !year) return null;
  const vague = qualifier === "at_least" || qualifier === "at_most" || qualifier === "approx" ? `${t(`value.${qualifier}`)} ` : "";
  return el("p.figure", {}, el("b", {}, `${vague}${value ?? ""}${unit ?? ""}`), ` ${year || ""} ${status ? t(`value.${status}`) : ""} ${nature ? t(`value.${nature}`) : ""}`);
}

