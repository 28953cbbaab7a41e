// Puts the parts of the explorer together.

import { clear, drawNodes, undo } from "./actions.js";
import { readAddress, writeAddress } from "./address.js";
import { get } from "./api.js";
import { positions, refreshCanvas, repaint, reveal, startCanvas } from "./canvas.js";
import { byId } from "./dom.js";
import { loadWords, other, t, use } from "./language.js";
import { refreshLegend } from "./legend.js";
import { notice, working } from "./notice.js";
import { closePanel, refreshPanel, startPanel } from "./panel.js";
import { refreshSearch, startSearch } from "./search.js";
import { MOST_NODES, canUndo, changed, onChange, show, state } from "./state.js";
import { loadDocuments, refreshWelcome } from "./welcome.js";

let chosenLanguage; // only where the reader, or a link, chose one

const reactions = {
  canvas: [refreshCanvas, refreshLegend, refreshWelcome, refreshTools],
  view: [repaint, refreshPanel, () => state.view?.node && setTimeout(() => reveal(state.view?.node), 60)],
  filter: [refreshCanvas, refreshLegend],
  moved: [],
  language: [refreshSearch, refreshTools, refreshLegend, refreshWelcome, repaint, refreshPanel],
};

const react = (what) => reactions[what].forEach((reaction) => reaction());

onChange((what) => {
  react(what);
  writeAddress(positions(), chosenLanguage);
});

function refreshTools() {
  byId("undo").disabled = !canUndo();
  byId("share").disabled = byId("clear").disabled = state.nodes.size === 0;
  for (const id of ["undo", "share", "clear"]) {
    byId(id).querySelector("span").textContent = t(id);
    byId(id).title = t(id);
    byId(id).setAttribute("aria-label", t(id));
  }
  byId("language").textContent = t("other");
  byId("canvas").setAttribute("aria-label", t("canvas"));
  for (const each of byId("zoom").children) {
    const key = `zoom${each.dataset.zoom[0].toUpperCase()}${each.dataset.zoom.slice(1)}`;
    each.title = t(key);
    each.setAttribute("aria-label", t(key));
  }
}

async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    notice(t("copied"));
  } catch {
    notice(t("copyThis")); // the browser allows no clipboard here
  }
}

function onKey(event) {
  const typing = event.target.closest("input, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "Escape" && !typing) closePanel();
  else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing && canUndo()) undo();
}

function startTools() {
  byId("undo").addEventListener("click", () => undo());
  byId("clear").addEventListener("click", () => clear());
  byId("share").addEventListener("click", share);
  byId("language").addEventListener("click", () => {
    chosenLanguage = other();
    localStorage.setItem("language", chosenLanguage);
    use(chosenLanguage);
    changed("language");
  });
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", () => openAddress());
}

// Bring back what the address says was shown.
const openAddress = () => working(async () => {
  const { ids, positions: places, view, hidden, inferred } = readAddress();
  Object.assign(state, { positions: places, hidden, inferred });
  const missing = await drawNodes(ids.slice(0, MOST_NODES));
  state.positions = {};
  if (missing) notice(t("gone", { n: missing }));
  if (view) show(view);
});

async function start() {
  const address = readAddress();
  chosenLanguage = address.language ?? localStorage.getItem("language");
  await loadWords(chosenLanguage);
  const model = await working(() => get("/model"));
  for (const kind of model?.kinds ?? []) state.kinds.set(kind.label, kind);
  startCanvas();
  startPanel();
  startSearch();
  startTools();
  await loadDocuments();
  react("language");
  if (address.ids.length || address.view) await openAddress();
  document.body.dataset.ready = "true";
}

start();

