// What the filters leave to be seen. They hide and never move anything.

import { state } from "./state.js";

/** Whether a node is seen: its kind is, and one of the documents that speak of it. */
export function isNodeShown({ kind, documents }) {
  return !state.hidden.kind.has(kind) && (!documents?.length || documents.some(isDocumentShown));
}

/** Whether a claim is seen: its relation is, and one document that says so, surely enough. */
export const isClaimShown = (claim) => !state.hidden.relation.has(claim.type) && (claim.said?.length ? claim.said.some(isSaidShown) : isSaidShown(claim));

/** Whether what one document says ({document, basis, confidence}) is seen. */
export const isSaidShown = ({ document, basis, confidence }) =>
  !state.hidden.basis.has(basis) && !(confidence < state.confidence) && (!document || isDocumentShown(document));

function isDocumentShown(id) {
  const { place, year } = state.documents.get(id) ?? {};
  const { document, place: places, year: years } = state.hidden;
  return !document.has(id) && !places.has(place) && !years.has(String(year));
}

/** How many nodes and claims of the canvas the filters hide: {n, m}. */
export function hiddenCounts() {
  const n = [...state.nodes.values()].filter((node) => !isNodeShown(node)).length;
  const m = [...state.claims.values()].filter((claim) =>
    !isClaimShown(claim) || !isNodeShown(state.nodes.get(claim.source)) || !isNodeShown(state.nodes.get(claim.target))).length;
  return { n, m };
}

/** Whether any filter is set. */
export const isFiltering = () => state.confidence > 0 || Object.values(state.hidden).some((each) => each.size > 0);
