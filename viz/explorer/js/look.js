// How nodes and claims are drawn, as vis-network takes it.

import { caption } from "./caption.js";
import { severalDocuments, spokenOfIn } from "./documents.js";
import { shownBasis, shownQuote } from "./filter.js";
import { language, t } from "./language.js";
import { claimKey, state } from "./state.js";
import { colour } from "./theme.js";

/** The name of a kind in the reader's language. */
export const kindTitle = (kind) => (language() === "zh" ? state.kinds.get(kind)?.title : null) ?? t(`kind.${kind}`);

/** A name as it is drawn; English names stand in where an English reader has one. */
export const shownName = (node) => (language() === "en" && node.name_en) || node.name;

// How many documents speak of a thing, where several do; of a thing drawn apart, which one.
function spoken(node) {
  if (node.thing && state.apart.has(node.thing)) return spokenOfIn(node.documents).short;
  return severalDocuments(node.documents?.length);
}

const MOST_TITLES = 6;
function titlesOf(node) {
  const { titles } = spokenOfIn(node.documents ?? []);
  return titles.length > MOST_TITLES ? [...titles.slice(0, MOST_TITLES), "…"] : titles;
}

export function nodeLook(node, { faint, chosen }) {
  const kind = state.kinds.get(node.kind);
  return {
    id: node.id,
    label: [caption(node.figure || shownName(node)), spoken(node)].filter(Boolean).join("\n"),
    title: [node.name, node.name_en, kindTitle(node.kind), ...titlesOf(node)].filter(Boolean).join("\n"),
    shape: kind.shape,
    size: kind.size + (chosen ? 4 : 0),
    borderWidth: chosen ? 4 : 1.5,
    opacity: faint ? 0.28 : 1,
    color: { background: kind.colour, border: chosen ? colour("accent") : kind.ink, highlight: { background: kind.colour, border: colour("accent") }, hover: { background: kind.colour, border: colour("accent") } },
    font: { color: faint ? colour("ink-faint") : colour("ink"), size: node.kind === "Goal" ? 15 : 13 },
  };
}

export function claimLook(claim, { faint, chosen, bend }) {
  const basis = shownBasis(claim);
  const quote = shownQuote(claim);
  return {
    id: claimKey(claim),
    from: claim.source,
    to: claim.target,
    title: [`${t(`relation.${claim.type}.verb`)} · ${t(`basis.${basis}`)}`, quote && `“${quote}”`].filter(Boolean).join("\n"),
    label: chosen ? t(`relation.${claim.type}.verb`) : undefined,
    dashes: basis === "inferred" ? [6, 5] : false,
    width: chosen ? 3 : 1.3,
    color: { color: chosen ? colour("accent") : colour(faint ? "claim-faint" : "claim"), hover: colour("accent"), highlight: colour("accent") },
    smooth: bend ? { enabled: true, type: "curvedCW", roundness: 0.15 * bend } : false,
    arrows: "to",
  };
}

/** How vis-network is set up, in the colours of the page as they are now. */
export const options = () => ({
  autoResize: true,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 250, hoverConnectedEdges: false, multiselect: false },
  nodes: {
    font: { face: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif", strokeWidth: 3, strokeColor: colour("ground"), vadjust: -2 },
    scaling: { label: { drawThreshold: 8 } }, // below, the most connected names are written larger
    chosen: false,
  },
  edges: {
    arrows: { to: { scaleFactor: 0.55 } },
    arrowStrikethrough: false,
    font: { face: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif", size: 12, color: colour("accent"), strokeWidth: 4, strokeColor: colour("ground") },
    chosen: false,
    hoverWidth: 1,
  },
  physics: false,
});
