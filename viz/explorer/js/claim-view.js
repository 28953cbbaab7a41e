// The panel for a claim: its ends, how it is known, and the paragraphs that say it, in each document.

import { get } from "./api.js";
import { placeAndYear } from "./documents.js";
import { el } from "./dom.js";
import { badge, nodeLink, roleOf, ruleInWords, why } from "./fact.js";
import { isSaidShown } from "./filter.js";
import { t } from "./language.js";
import { passageCard } from "./passage.js";
import { state } from "./state.js";

export async function claimView(key) {
  const [type, source, target] = key.split(".");
  const [facts, [one, other]] = await Promise.all([get("/claims", { type, source, target }), ends(source, target)]).catch(unknown);
  if (!facts.length) return [el("h2", {}, t("failed")), el("p.quiet", {}, t("noClaim"))];
  const shown = facts.filter(({ claim }) => isSaidShown(claim));
  return [
    el("h2.claim", {}, nodeLink(one), el("p.verb", {}, t(`relation.${type}.verb`)), nodeLink(other)),
    facts.length > 1 ? el("p.quiet", {}, t("saidTimes", { n: facts.length })) : null,
    shown.length < facts.length ? el("p.hidden-note", {}, t("rowsHidden", { n: facts.length - shown.length })) : null,
    shown.map(said),
  ];
}

// What a claim joins may not be on the canvas: then the graph is asked.
async function ends(...ids) {
  if (ids.every((id) => state.nodes.has(id))) return ids.map((id) => state.nodes.get(id));
  return (await get("/graph", { id: ids })).nodes;
}

function unknown(error) {
  if (error.status !== 422) throw error;
  return [[], []];
}

const said = ({ claim, place, fields }) => el("section.said", {},
  el("p", {}, roleOf(claim), badge(claim.basis), ` ${t(`basisHint.${claim.basis}`)}`),
  why(claim, fields),
  el("p.quiet", {}, [place ? placeAndYear(place) : "", `${t("confidence")} ${Math.round(claim.confidence * 100)}%`, claim.basis === "inferred" ? "" : ruleInWords(claim.rule)].filter(Boolean).join(" · ")),
  claim.passage ? passageCard(claim) : el("p.quiet", {}, t("noSource")));
