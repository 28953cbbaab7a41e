// What the filters leave to be seen. They hide and never move anything.

import { state } from "./state.js";

/** Whether a node is seen: its kind is, and one of the documents that speak of it. */
export function isNodeShown({ kind, stage, documents }) {
  return !state.hidden.kind.has(kind) && !state.hidden.stage.has(stage) && (!documents?.length || documents.some(isDocumentShown));
}

/** Whether a claim is seen: its relation is, and one document that says so, surely enough. */
export const isClaimShown = (claim) => !state.hidden.relation.has(claim.type) && (claim.said?.length ? claim.said.some(isSaidShown) : isSaidShown(claim));

/** Whether what one document says ({document, basis, confidence}) is seen. */
export const isSaidShown = ({ document, basis, confidence }) =>
  !state.hidden.basis.has(basis) && !(confidence < state.confidence) && (!document || isDocumentShown(document));

/** Whether what a document says is seen. */
export function isDocumentShown(id) {
  const { place, year } = state.documents.get(id) ?? {};
  const { document, place: places, year: years } = state.hidden;
  return !document.has(id) && !places.has(place) && !years.has(String(year));
}

const SUREST = ["stated", "structural", "inferred"];

/** How the surest of those says that filters leave knows a claim. */
export const shownBasis = (claim) => SUREST.find((basis) => claim.said?.some((each) => each.basis === basis && isSaidShown(each))) ?? claim.basis;

/** The words of a claim, where the document that they are of is seen. */
export const shownQuote = (claim) => (isSaidShown(claim) ? claim.quote : "");

/** What filters hide of the claims, for the server. */
export const hiddenClaims = () => ({
  relation: [...state.hidden.relation], basis: [...state.hidden.basis],
  document: [...state.documents.keys()].filter((id) => !isDocumentShown(id)), sure: state.confidence,
});

/** How many nodes and claims of the canvas the filters hide: {n, m}. */
export function hiddenCounts() {
  const n = [...state.nodes.values()].filter((node) => !isNodeShown(node)).length;
  const m = [...state.claims.values()].filter((claim) =>
    !isClaimShown(claim) || !isNodeShown(state.nodes.get(claim.source)) || !isNodeShown(state.nodes.get(claim.target))).length;
  return { n, m };
}

/** Whether any filter is set. */
export const isFiltering = () => state.confidence > 0 || Object.values(state.hidden).some((each) => each.size > 0);
