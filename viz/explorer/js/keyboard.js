// Walking the canvas by keyboard: arrows go to the nearest neighbour that way, Enter opens.

import { cursorAt, isDrawn, reveal, visibleNeighbours } from "./canvas.js";
import { byId } from "./dom.js";
import { t } from "./language.js";
import { kindTitle, shownName } from "./look.js";
import { show, state } from "./state.js";

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
let at = null; // the id of the node that the keyboard is at

export function startKeyboard() {
  const canvas = byId("canvas");
  canvas.addEventListener("keydown", onKey);
  canvas.addEventListener("focus", () => go(isDrawn(at) ? at : state.view?.node ?? state.nodes.keys().next().value));
  canvas.addEventListener("blur", () => cursorAt(null));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in WAYS) {
    event.preventDefault();
    go(nearest(WAYS[event.key]) ?? at);
  } else if (event.key === "Enter" && isDrawn(at)) {
    event.preventDefault();
    show({ node: at });
  }
}

// The neighbour that lies best in a direction; where none does, the nearest other node there.
function nearest([x, y]) {
  const { own, neighbours, others } = visibleNeighbours(at);
  const among = (places) => places
    .map(({ id, ...place }) => ({ id, along: (place.x - own.x) * x + (place.y - own.y) * y, aside: Math.abs((place.x - own.x) * y) + Math.abs((place.y - own.y) * x) }))
    .filter(({ along, aside }) => along > 0 && aside <= 2 * along)
    .sort((one, other) => one.along + 2 * one.aside - other.along - 2 * other.aside)[0]?.id;
  return own ? among(neighbours) ?? among(others) : others[0]?.id;
}

function go(id) {
  if (!isDrawn(id)) return;
  at = id;
  cursorAt(id);
  reveal(id);
  const node = state.nodes.get(id);
  byId("spoken").textContent = t("at", { name: shownName(node), kind: kindTitle(node.kind) });
}
