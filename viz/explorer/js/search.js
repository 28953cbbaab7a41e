// The box for names and questions: a combobox whose last entry asks what was typed.

import { ask as answer, open } from "./actions.js";
import { get } from "./api.js";
import { list as joined, placeAndYear } from "./documents.js";
import { byId, el } from "./dom.js";
import { language, t } from "./language.js";
import { mark } from "./legend.js";
import { kindTitle } from "./look.js";
import { state } from "./state.js";

const PAUSE = 15; // milliseconds after the last key before the server is asked
const box = byId("query");
const list = byId("suggestions");
let entries = []; // [{element, choose}]
let entriesFor = ""; // the text that the entries were made for
let active = -1;
let timer;
let request;

export function startSearch() {
  box.addEventListener("input", (event) => !event.isComposing && soon()); // what is composed is not written yet
  box.addEventListener("compositionend", soon);
  box.addEventListener("keydown", onKey);
  box.addEventListener("focus", () => entries.length && unfold());
  box.addEventListener("blur", () => setTimeout(fold, 150));
}

export function refreshSearch() {
  box.placeholder = t("search");
  box.setAttribute("aria-label", t("search"));
}

/** Put a question into the box and ask it. */
export function ask(question) {
  box.value = question;
  fold();
  answer(question);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(suggest, PAUSE);
}

async function suggest() {
  const text = box.value.trim();
  request?.abort();
  if (!text) return fill([], text);
  request = new AbortController();
  try {
    const { rows } = await get("/suggest", { q: text, lang: language() }, request.signal);
    fill(rows, text);
  } catch (error) {
    if (error.name !== "AbortError") fill([], text);
  }
}

function fill(rows, text) {
  entriesFor = text;
  entries = text ? [...rows.map(nameEntry), askEntry(text, rows.length)] : [];
  list.replaceChildren(...entries.map(({ element }) => element));
  entries.forEach(({ element }, index) => { element.id = `suggestion-${index}`; });
  activate(rows.length && !isQuestion(text) ? 0 : entries.length - 1);
  if (entries.length && document.activeElement === box) unfold();
  else fold();
}

const isQuestion = (text) => t("questionCues").some((cue) => `${text.toLowerCase()} `.includes(cue));

function nameEntry(row) {
  const names = el("span.names", {}, el("b", {}, row.name), row.name_en ? el("span", {}, row.name_en) : null);
  const element = option([mark(row.kind), names, el("small", { title: joined(row.documents ?? []) }, [kindTitle(row.kind), where(row)].filter(Boolean).join(" · "))]);
  return wired(element, () => { box.value = row.name; open(row.thing || row.id); });
}

function where({ kind, document, document_id: id, documents = [] }) {
  if (kind === "Document") return placeAndYear(state.documents.get(id) ?? {});
  if (documents.length > 1) return t("inDocuments", { n: documents.length });
  return placeAndYear({ name: document, ...state.documents.get(id) });
}

function askEntry(text, matches) {
  const element = option([el("span.ask-mark", { "aria-hidden": "true" }, "?"), el("span.names", {}, el("b", {}, `${t("ask")}：${text}`)), matches ? null : el("small", {}, t("noMatch"))]);
  return wired(element, () => ask(text));
}

const option = (children) => el("li", { role: "option", "aria-selected": "false" }, ...children);

function wired(element, choose) {
  element.addEventListener("pointerdown", (event) => event.preventDefault());
  element.addEventListener("click", () => pick({ choose }));
  return { element, choose };
}

function pick({ choose }) {
  fold();
  box.blur();
  choose();
}

function activate(index) {
  active = index;
  entries.forEach(({ element }, each) => element.setAttribute("aria-selected", String(each === index)));
  entries[index]?.element.scrollIntoView({ block: "nearest" });
  if (index < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", `suggestion-${index}`);
}

function unfold() {
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

function fold() {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
}

async function onKey(event) {
  if (event.isComposing) return; // Enter and arrows belong to the input method
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && entries.length) {
    event.preventDefault();
    unfold();
    activate((active + steps[event.key] + entries.length) % entries.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(timer);
    if (list.hidden || entriesFor !== box.value.trim()) await suggest();
    if (entries[active]) pick(entries[active]);
  } else if (event.key === "Escape") {
    fold();
    box.blur();
  }
}
