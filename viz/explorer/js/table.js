// The canvas as tables, the graph's equal for whoever reads by ear or by keyboard: what is drawn, and
// the claims between it. Filters hold here too, and what is taken away is what is listed.

import { open } from "./actions.js";
import { button, byId, el } from "./dom.js";
import { spokenOfIn } from "./documents.js";
import { hiddenCounts, isClaimShown, isFiltering, isNodeShown, isSaidShown, shownBasis } from "./filter.js";
import { t } from "./language.js";
import { kindTitle, shownName } from "./look.js";
import { claimKey, show, state } from "./state.js";
import { TABLE_FORMS, take } from "./take.js";

export const isTable = () => !byId("table").hidden;

/** Show the tables in place of the drawing, or the drawing again. */
export function toggleTable() {
  byId("table").hidden = isTable();
  byId("as-table").setAttribute("aria-pressed", String(isTable()));
  refreshTable();
}

export function refreshTable() {
  if (!isTable()) return;
  const nodes = [...state.nodes.values()].filter(isNodeShown);
  const claims = shownClaims();
  byId("table").replaceChildren(
    el("p", {}, t("tableOf", { n: nodes.length, m: claims.length }), isFiltering() ? ` ${t("hides", hiddenCounts())}` : "",
      [...TABLE_FORMS].map((form) => [" ", button(".plain", t(`take.${form}`), () => take(form))])),
    table(t("tableNodes"), ["columnName", "columnKind", "columnDocuments"], nodes.map((node) => [
      button(".node-link.bare", shownName(node), () => open(node.thing || node.id)), kindTitle(node.kind), documentsOf(node.documents ?? [])])),
    table(t("tableClaims"), ["columnFrom", "columnRelation", "columnTo", "columnBasis", "columnDocuments"], claims.map((claim) => [
      shownName(state.nodes.get(claim.source)), button(".node-link.bare", t(`relation.${claim.type}.verb`), () => show({ claim: claimKey(claim) })), shownName(state.nodes.get(claim.target)),
      t(`basis.${shownBasis(claim)}`), documentsOf(saidIn(claim))])),
  );
}

const shownClaims = () => [...state.claims.values()].filter((claim) =>
  isClaimShown(claim) && isNodeShown(state.nodes.get(claim.source)) && isNodeShown(state.nodes.get(claim.target)));

const saidIn = (claim) => [...new Set(claim.said.filter(isSaidShown).map(({ document }) => document).filter(Boolean))];

function documentsOf(ids) {
  if (!ids.length) return "";
  const { short, titles } = spokenOfIn(ids);
  return el("span", { title: titles.join("\n") }, short);
}

const table = (title, columns, rows) => el("table.wide", {}, el("caption", {}, title),
  el("thead", {}, el("tr", {}, columns.map((column) => el("th", { scope: "col" }, t(column))))),
  el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, place) => el(place ? "td" : "th", place ? {} : { scope: "row" }, cell))))));

