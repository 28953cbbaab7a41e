// The side panel (a sheet from below on a narrow screen) and the way back through what it showed.

import { answerView } from "./answer-view.js";
import { forget } from "./answers.js";
import { claimView } from "./claim-view.js";
import { documentView } from "./document-view.js";
import { button, byId, el } from "./dom.js";
import { t } from "./language.js";
import { nodeView } from "./node-view.js";
import { pathView } from "./path-view.js";
import { explain } from "./notice.js";
import { show, showBefore, state } from "./state.js";

let turn = 0; // which request the panel waits for

export function startPanel() {
  byId("close").addEventListener("click", closePanel);
  byId("back").addEventListener("click", showBefore);
  byId("sheet").addEventListener("click", () => unfold(byId("panel").classList.contains("folded")));
}

export const closePanel = () => show(null);

/** Show what the state's view asks for. */
export async function refreshPanel() {
  const { view } = state;
  byId("panel").hidden = !view;
  byId("back").disabled = state.trail.length === 0;
  label();
  if (!view) {
    turn += 1;
    return;
  }
  unfold(true);
  await fill(view);
}

async function fill(view) {
  turn += 1;
  const mine = turn;
  const body = byId("panel-body");
  body.setAttribute("aria-busy", "true");
  const content = await contentOf(view).catch((error) => failure(error, view));
  if (mine !== turn) return;
  const bereft = document.body.dataset.ready && (document.activeElement === document.body || body.contains(document.activeElement));
  body.replaceChildren(...content.flat(Infinity).filter(Boolean));
  body.scrollTop = 0;
  if (bereft) focusHeading(body);
  body.removeAttribute("aria-busy");
}

// Whoever reads by ear or by keyboard is led to what was opened.
function focusHeading(body) {
  const heading = body.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

async function contentOf(view) {
  if (view.node) return view.node.startsWith("document-") ? documentView(view.node) : nodeView(view.node);
  if (view.claim) return claimView(view.claim);
  if (view.path) return pathView(view.path);
  return answerView(view.question);
}

const failure = (error, view) => [
  el("h2", {}, t("failed")), el("p.error", { role: "alert" }, explain(error)), button(".main", t("retry"), () => { forget(); fill(view); }),
];

function unfold(open) {
  byId("panel").classList.toggle("folded", !open);
  byId("sheet").setAttribute("aria-expanded", String(open));
}

function label() {
  const texts = { back: ["‹", "back"], close: ["×", "close"], sheet: ["", "sheet"] };
  for (const [id, [text, key]] of Object.entries(texts)) {
    byId(id).textContent = text;
    byId(id).title = t(key);
    byId(id).setAttribute("aria-label", t(key));
  }
  byId("panel").setAttribute("aria-label", t("panel"));
}
