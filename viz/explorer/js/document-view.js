// The panel for a document: who reports, what was found in it, what could not be read, its headings.

import { get } from "./api.js";
import { el } from "./dom.js";
import { language, t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";
import { placeAndYear } from "./documents.js";

export async function documentView(id) {
  const { document, date, sections } = await get(`/documents/${id}`);
  const counts = ["entities", "indicators", "relations"].map((key) => [el("dt", {}, t(`count.${key}`)), el("dd", {}, String(document[key]))]);
  return [
    el("p.kind", {}, mark("Document"), kindTitle("Document"), el("span.quiet", {}, ` · ${placeAndYear(document)}`)),
    el("h2", {}, document.title),
    date ? el("p.quiet", {}, date) : null,
    el("dl", {}, el("dt", {}, t("file")), el("dd", {}, document.file), counts),
    el("div.actions", {}, el("a.main", { href: `/documents/${id}?lang=${language()}` }, t("readDocument"))),
    document.remarks.length ? el("section.relation", {}, el("header", {}, el("h3", {}, t("remarks"))), el("ul.facts", {}, document.remarks.map((each) => el("li.fact", {}, each)))) : null,
    sections.some(({ name }) => name) ? el("section.relation", {},
      el("header", {}, el("h3", {}, t("headings")), el("span.count", {}, String(sections.length))),
      el("ul.headings", {}, sections.filter(({ name }) => name).map(({ id: section, name, level }) => el(`li.depth-${Math.min(level, 4)}`, {}, el("a", { href: `/documents/${id}?lang=${language()}#${section}` }, name))))) : null,
  ];
}
