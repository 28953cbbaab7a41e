// The legend, which is also the filter by kind and the switch for inferred claims.

import { button, byId, el } from "./dom.js";
import { t } from "./language.js";
import { filterParts } from "./filters.js";
import { kindTitle } from "./look.js";
import { state, toggle } from "./state.js";

/** The mark of a kind, as it is drawn. */
export function mark(kind) {
  const { shape, colour } = state.kinds.get(kind) ?? {};
  const drawn = el(`span.mark.${shape ?? "dot"}`, { "aria-hidden": "true" });
  drawn.style.setProperty("--colour", colour ?? "#888");
  return drawn;
}

export function refreshLegend() {
  const counts = new Map();
  for (const { kind } of state.nodes.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const claims = [...state.claims.values()];
  const inferred = claims.filter(({ basis }) => basis === "inferred").length;
  byId("legend").hidden = counts.size === 0;
  byId("legend").replaceChildren(
    el("details", { open: open() },
      el("summary", { on: { click: keepOpen } }, t("legend")),
      [...state.kinds.keys()].filter((kind) => counts.has(kind)).map((kind) => entry(kind, counts.get(kind))),
      inferred > 0 && inferredEntry(inferred),
      filterParts()),
  );
}

function entry(kind, count) {
  const title = kindTitle(kind);
  return button(".legend-entry", [mark(kind), el("span", {}, title), el("small", {}, String(count))], () => toggle("kind", kind), {
    "aria-pressed": String(!state.hidden.kind.has(kind)), "aria-label": `${t("hideKind", { kind: title })} (${count})`, "data-kind": kind,
  });
}

const inferredEntry = (count) => button(".legend-entry.inferred",
  [el("span.dashes", { "aria-hidden": "true" }), el("span", {}, t("inferred")), el("small", {}, String(count))], () => toggle("basis", "inferred"),
  { "aria-pressed": String(!state.hidden.basis.has("inferred")), title: t("inferredHint") });

let folded; // what the reader chose, if anything
const open = () => !(folded ?? matchMedia("(max-width: 760px)").matches);
function keepOpen() {
  folded = open();
}
