// Puts the parts of the explorer together.

import { clear, drawAnswer, drawNodes, redo, undo } from "./actions.js";
import { noteAddress, readAddress, renewAddress, writeAddress } from "./address.js";
import { get } from "./api.js";
import { look, positions, refreshCanvas, regroup, repaint, reveal, seen, startCanvas } from "./canvas.js";
import { byId } from "./dom.js";
import { sayHidden } from "./filters.js";
import { startKeyboard } from "./keyboard.js";
import { language, loadWords, other, t, use } from "./language.js";
import { refreshLegend } from "./legend.js";
import { notice, working } from "./notice.js";
import { closePanel, refreshPanel, startPanel } from "./panel.js";
import { refreshSearch, startSearch } from "./search.js";
import { MOST_NODES, canRedo, canUndo, changed, onChange, state } from "./state.js";
import { refreshTable, toggleTable } from "./table.js";
import { refreshTake } from "./take.js";
import { readDocuments, refreshWelcome } from "./welcome.js";

let chosenLanguage; // only where the reader, or a link, chose one
let opening = 0; // the addresses that are being opened

const reactions = {
  canvas: [refreshCanvas, refreshLegend, refreshWelcome, refreshTools, refreshTable],
  view: [repaint, refreshPanel, () => state.view?.node && setTimeout(() => reveal(state.view?.node), 60)],
  grouping: [regroup, refreshLegend],
  filter: [repaint, refreshLegend, refreshTable, sayHidden, refreshPanel],
  moved: [],
  language: [refreshSearch, refreshTools, refreshLegend, refreshWelcome, repaint, refreshTable, refreshPanel],
};

const react = (what) => reactions[what].forEach((reaction) => reaction());

onChange((what) => {
  react(what);
  if (!opening) writeAddress(positions(), seen(), chosenLanguage);
});

function refreshTools() {
  byId("undo").disabled = !canUndo();
  byId("redo").disabled = !canRedo();
  byId("as-table").disabled = byId("share").disabled = byId("clear").disabled = state.nodes.size === 0;
  for (const id of ["undo", "redo", "as-table", "share", "clear"]) {
    byId(id).querySelector("span").textContent = t(id);
    byId(id).title = t(id);
    byId(id).setAttribute("aria-label", t(id));
  }
  byId("take").hidden = state.nodes.size === 0;
  byId("take").querySelector("summary span").textContent = t("take");
  byId("take").querySelector("summary").setAttribute("aria-label", t("take"));
  refreshTake();
  byId("language").textContent = t("other");
  for (const link of document.querySelectorAll(".pages a")) {
    link.textContent = t(link.dataset.key);
    link.href = `${link.pathname}?lang=${language()}`;
  }
  byId("canvas").setAttribute("aria-label", t("canvas"));
  for (const each of byId("zoom").children) {
    const key = `zoom${each.dataset.zoom[0].toUpperCase()}${each.dataset.zoom.slice(1)}`;
    each.title = t(key);
    each.setAttribute("aria-label", t(key));
  }
}

async function share() {
  try {
    await navigator.clipboard.writeText(await shortLink());
    notice(t("copied"));
  } catch {
    notice(t("copyThis")); // the browser allows no clipboard here
  }
}

// A short link where the server keeps views, the whole address elsewhere.
async function shortLink() {
  const body = JSON.stringify({ address: `/${location.hash}`, name: state.view?.question ?? state.nodes.get(state.view?.node)?.name ?? "" });
  const response = await fetch("/views", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
  return response?.ok ? `${location.origin}/views/${(await response.json()).id}` : location.href;
}

function onKey(event) {
  const typing = event.target.closest("input, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "Escape" && !typing) closePanel();
  else if (typing || !(event.ctrlKey || event.metaKey)) return;
  else if (event.key === "z" && canUndo()) undo();
  else if ((event.key === "y" || event.key === "Z") && canRedo()) redo();
}

function startTools() {
  byId("undo").addEventListener("click", () => undo());
  byId("redo").addEventListener("click", () => redo());
  byId("clear").addEventListener("click", () => clear());
  byId("as-table").addEventListener("click", toggleTable);
  byId("share").addEventListener("click", share);
  byId("language").addEventListener("click", () => {
    chosenLanguage = other();
    localStorage.setItem("language", chosenLanguage);
    use(chosenLanguage);
    changed("language");
  });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", () => openAddress());
}

// Bring back what the address says was shown.
async function openAddress() {
  opening += 1;
  const mine = opening;
  await renewAddress();
  const { ids, window, ...said } = readAddress();
  Object.assign(state, said, { positions: said.positions });
  await working(() => drawAsked(ids, said.view));
  if (mine !== opening) return;
  state.positions = {};
  react("view");
  look(window);
  opening = 0;
  state.opening = false;
  refreshWelcome();
  noteAddress(chosenLanguage);
  writeAddress(positions(), seen(), chosenLanguage);
}

async function drawAsked(ids, view) {
  if (ids.length > MOST_NODES) notice(t("linkCut", { n: MOST_NODES, of: ids.length }));
  const missing = await drawNodes(ids.slice(0, MOST_NODES));
  if (missing) notice(t("gone", { n: missing }));
  if (view?.question && !ids.length) await drawAnswer(view.question);
}

async function start() {
  const address = readAddress();
  chosenLanguage = address.language ?? new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("language");
  const reading = readDocuments();
  const [model] = await Promise.all([working(() => get("/model")), loadWords(chosenLanguage)]);
  for (const kind of model?.kinds ?? []) state.kinds.set(kind.label, kind);
  startCanvas();
  startKeyboard();
  startPanel();
  startSearch();
  startTools();
  await reading;
  state.opening = Boolean(address.ids.length || address.view);
  react("language");
  if (state.opening) await openAddress();
  else noteAddress(chosenLanguage);
  document.body.dataset.ready = "true";
}

start();

