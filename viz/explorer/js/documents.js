// The documents of the collection: how each is named on rows, nodes and sentences.

import { get } from "./api.js";
import { language, t } from "./language.js";
import { state } from "./state.js";

const AT_ONCE = 1000;

/** Read which documents there are; returns them, or the error. */
export async function loadDocuments() {
  try {
    const all = [];
    for (let more = {}; more; ) {
      const { rows, next } = await get("/documents", { limit: AT_ONCE, ...more });
      all.push(...rows);
      more = next && { cursor: next };
    }
    for (const { id, title, place, year } of all) state.documents.set(id, { id, name: title, place, year });
    return all;
  } catch (error) {
    return error;
  }
}

/** Who reports and for when, or the title of a document that does not say. */
export const placeAndYear = ({ place, year, name, document }) => [place, year || null].filter(Boolean).join(" ") || name || document || "";

/** The documents that speak of something, in few words, and all their titles. */
export function spokenOfIn(ids) {
  const known = ids.map((id) => state.documents.get(id)).filter(Boolean);
  const short = ids.length === 1 && known.length ? placeAndYear(known[0]) : t("inDocuments", { n: ids.length });
  return { short, titles: known.map((each) => [placeAndYear(each), each.name].join("  ")) };
}

/** How many documents, where there are several. */
export const severalDocuments = (n) => (n > 1 ? t("inDocuments", { n }) : "");

export const list = (words) => words.join(language() === "zh" ? "、" : ", ");
