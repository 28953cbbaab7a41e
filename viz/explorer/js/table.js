// The canvas as tables, the graph's equal for whoever reads by ear or by keyboard: what is drawn, and
// the claims between it. Filters hold here too, and what is taken away as CSV is what is listed.

import { open } from "./actions.js";
import { button, byId, el } from "./dom.js";
import { spokenOfIn } from "./documents.js";
import { hiddenCounts, isClaimShown, isFiltering, isNodeShown, isSaidShown } from "./filter.js";
import { t } from "./language.js";
import { kindTitle, shownName } from "./look.js";
import { show, state } from "./state.js";
import { claimKey } from "./state.js";

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
      " ", button(".plain", t("csvNodes"), csvOfNodes), " ", button(".plain", t("csvClaims"), csvOfClaims)),
    table(t("tableNodes"), ["columnName", "columnKind", "columnDocuments"], nodes.map((node) => [
      button(".node-link.bare", shownName(node), () => open(node.thing || node.id)), kindTitle(node.kind), documentsOf(node.documents ?? [])])),
    table(t("tableClaims"), ["columnFrom", "columnRelation", "columnTo", "columnBasis", "columnDocuments"], claims.map((claim) => [
      shownName(state.nodes.get(claim.source)), button(".node-link.bare", t(`relation.${claim.type}.verb`), () => show({ claim: claimKey(claim) })), shownName(state.nodes.get(claim.target)),
      t(`basis.${claim.basis}`), documentsOf(saidIn(claim))])),
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

/** Take the nodes, or the claims, that are shown away as CSV. */
export const csvOfNodes = () => save("nodes.csv", nodeRows([...state.nodes.values()].filter(isNodeShown)));
export const csvOfClaims = () => save("claims.csv", claimRows(shownClaims()));

const titles = (ids) => spokenOfIn(ids).titles.join("; ");
const nodeRows = (nodes) => [["id", "name", "name_en", "kind", "documents"], ...nodes.map((node) => [node.id, node.name, node.name_en, node.kind, titles(node.documents ?? [])])];
const claimRows = (claims) => [["source", "relation", "target", "basis", "confidence", "quote", "documents"],
  ...claims.map((claim) => [state.nodes.get(claim.source).name, claim.type, state.nodes.get(claim.target).name, claim.basis, claim.confidence, claim.quote, titles(saidIn(claim))])];

function save(name, rows) {
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// A cell that a spreadsheet would take for a formula is kept from being one.
function cell(value) {
  const text = String(value ?? "");
  const plain = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
