// What stands around a node, counted by relation and kind before any of it is drawn.

import { collapse, expandBy, expandTwoSteps } from "./actions.js";
import { get } from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";

/** The menu of a node that is on the canvas: expand by relation and kind, to two steps, collapse. */
export async function nodeMenu(id) {
  const { next, within_two: near } = await get(`/nodes/${id}/around`);
  if (!next.length) return null;
  return el("details.menu", { open: true }, el("summary", {}, t("around")),
    el("ul", {}, next.map((each) => el("li", {}, entry(id, each)))),
    el("div.actions", {},
      near ? button(".plain.two-steps", t("twoSteps", { n: near }), () => expandTwoSteps(id)) : null,
      button(".plain.collapse", t("collapse"), () => collapse(id))));
}

function entry(id, { type, direction, kind, count }) {
  const said = el("small.count", {}, String(count));
  const name = `${t(`relation.${type}.${direction}`)} · ${kindTitle(kind)}`;
  return button(".around", [mark(kind), el("span", {}, name), said], async () => {
    const shown = await expandBy(id, { type, direction, kind });
    if (shown < count) said.textContent = t("partOf", { n: shown, of: count });
    else said.textContent = String(count);
  }, { "aria-label": `${t("expand")}：${name} (${count})` });
}
