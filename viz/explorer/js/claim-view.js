// The panel for a claim: its ends, how it is known, and the paragraph that says it.

import { el } from "./dom.js";
import { badge, nodeLink, roleOf } from "./fact.js";
import { t } from "./language.js";
import { passageCard } from "./passage.js";
import { state } from "./state.js";

export function claimView(key) {
  const claim = state.claims.get(key);
  if (!claim) return [el("p.quiet", {}, t("noFacts"))];
  return [
    el("div.claim", {}, nodeLink(state.nodes.get(claim.source)), el("p.verb", {}, t(`relation.${claim.type}.verb`)), nodeLink(state.nodes.get(claim.target))),
    el("p", {}, roleOf(claim), badge(claim.basis), ` ${t(`basisHint.${claim.basis}`)}`),
    el("p.quiet", {}, `${t("confidence")} ${Math.round(claim.confidence * 100)}%`, claim.rule ? ` · ${t("rule")} ${claim.rule}` : ""),
    claim.passage ? passageCard(claim) : el("p.quiet", {}, t("noSource")),
  ];
}
