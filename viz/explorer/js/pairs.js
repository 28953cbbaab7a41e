// Pairs of things that may be one: both sentences side by side, decided with keys or buttons, one
// or many at once. What was decided is gone from the list, so that the work goes on where it was left.

import { get, post } from "./api.js";
import { button, byId, el } from "./dom.js";
import { language, loadWords, t } from "./language.js";
import { explain } from "./notice.js";

const main = document.querySelector("main");
const state = main.dataset.state;
const kinds = JSON.parse(main.dataset.kinds); // their names, by label
const canWrite = "canWrite" in main.dataset;
const list = byId("pairs");
const VERDICTS = { s: "same", d: "different", u: "unsure" };
const PAGE = 50;
const MOST = 1000; // rows that the server gives at once

const pairs = new Map(); // those that are listed, by id
const chosen = new Set(); // ids of those that are decided together
const decisions = []; // what was decided here: the ids and where their rows stood, the latest last
let current = null; // the id of the one that the keys decide
let total = 0;
let next = null; // the cursor of those that follow
let busy = false;

async function read(cursor = null, limit = PAGE) {
  const page = await get("/links", { state, limit, ...(cursor ? { cursor } : {}) });
  total = page.total;
  next = page.next ?? null;
  for (const pair of page.rows) {
    if (pairs.has(pair.id)) continue;
    pairs.set(pair.id, pair);
    list.append(row(pair));
  }
  byId("more-pairs").hidden = next === null;
}

// After a decision no cursor of before leads on: those that are listed are read once more.
async function more() {
  try {
    await read(next);
  } catch (error) {
    if (error.kind !== "cursor") throw error;
    await read(null, Math.min(MOST, pairs.size + PAGE));
  }
  refresh();
}

function row(pair) {
  const check = el("input", { type: "checkbox", "aria-label": t("choosePair", { one: pair.one, other: pair.other }), on: { change: () => choose(pair.id, check.checked) } });
  return el("li.pair", { id: pair.id, tabindex: "-1", on: { click: () => stand(pair.id), focus: () => stand(pair.id, false) } },
    el("div.pair-head", {}, canWrite ? check : null, el("span.quiet", {}, `${kinds[pair.kind] ?? ""} · ${t("likeness", { n: Math.round(pair.score * 100) })}`), verdictOf(pair)),
    el("div.sides", {}, side(pair.one, pair.one_thing, pair.one_said, pair), side(pair.other, pair.other_thing, pair.other_said, pair)));
}

function verdictOf({ verdict, by, reason }) {
  return verdict ? el("span.badge", {}, [t(`verdict.${verdict}`), by, reason].filter(Boolean).join(" · ")) : null;
}

function side(name, thing, said, { one, other }) {
  return el("div.side-of-pair", {},
    el("a.name", { href: `/?lang=${language()}#n=${thing}&node=${thing}` }, name),
    said.slice(0, 4).map(({ document, place, year, quote }) => el("p", {}, marked(quote, name), " ",
      el("a.quiet", { href: `/documents/${document}?lang=${language()}` }, [place, year || ""].filter(Boolean).join(" ")))),
    said.length > 4 ? el("p.quiet", {}, t("alsoIn", { n: said.length - 4 })) : null,
    one === other ? el("p.quiet", {}, t("sameName")) : null);
}

function marked(text, words) {
  const at = text.indexOf(words);
  return at < 0 ? text : [text.slice(0, at), el("mark", {}, words), text.slice(at + words.length)];
}

function stand(id, focus = true) {
  if (current) byId(current)?.classList.remove("current");
  current = id;
  const own = byId(id);
  own?.classList.add("current");
  if (focus && own && !own.contains(document.activeElement)) own.focus({ preventScroll: true });
  own?.scrollIntoView({ block: "nearest" });
  const address = new URL(location.href);
  if (id) address.searchParams.set("pair", id);
  else address.searchParams.delete("pair");
  history.replaceState(null, "", address);
  refresh();
}

function choose(id, wanted) {
  if (wanted) chosen.add(id);
  else chosen.delete(id);
  byId(id).classList.toggle("chosen", wanted);
  byId(id).querySelector("input").checked = wanted;
  refresh();
}

function refresh() {
  const able = canWrite && !busy;
  for (const each of document.querySelectorAll("[data-verdict]")) each.disabled = !able || !(chosen.size || current);
  byId("take-back").disabled = !able || !(decisions.length || (state === "decided" && (chosen.size || current)));
}

const say = (text) => { byId("said").textContent = text; };
const left = () => (total ? t(chosen.size ? "pairsChosen" : "pairsLeft", { n: total, chosen: chosen.size }) : t("noPairs"));

// Write down what is said of some pairs; true where that was taken.
async function write(ids, verdict, reason) {
  const by = byId("by").value.trim();
  if (!by) {
    say(t("whoDecides"));
    byId("by").focus();
    return false;
  }
  localStorage.setItem("by", by);
  busy = true;
  refresh();
  say(t("writing"));
  try {
    await post("/links/decisions", { by, judgements: ids.map((pair) => ({ pair, verdict, reason })) });
    return true;
  } catch (error) {
    say(explain(error));
    return false;
  } finally {
    busy = false;
    refresh();
  }
}

async function decide(verdict) {
  const ids = chosen.size ? [...chosen] : current ? [current] : [];
  if (!ids.length || busy || !canWrite) return;
  if (!await write(ids, verdict, byId("reason").value.trim())) return;
  const after = following(ids);
  decisions.push({ ids, verdict });
  byId("reason").value = "";
  drop(ids);
  stand(after);
  say(`${t("wasDecided", { n: ids.length, verdict: t(`verdict.${verdict}`) })} ${left()}`);
  if (pairs.size < 5 && next !== null) await read();
}

// Take back the decision that was made last here, or those that are chosen of what was decided.
async function takeBack() {
  if (busy || !canWrite) return;
  const last = decisions.at(-1);
  const ids = last ? last.ids : chosen.size ? [...chosen] : current ? [current] : [];
  if (!ids.length || !await write(ids, "undo", "")) return;
  if (last) decisions.pop();
  if (!last) drop(ids);
  else {
    list.replaceChildren();
    pairs.clear();
    await read();
  }
  stand(pairs.has(ids[0]) ? ids[0] : list.firstElementChild?.id ?? null);
  say(`${t("tookBack", { n: ids.length })} ${left()}`);
}

function drop(ids) {
  for (const id of ids) {
    byId(id)?.remove();
    pairs.delete(id);
    chosen.delete(id);
  }
  total = Math.max(0, total - ids.length);
}

function following(ids) {
  const order = [...pairs.keys()];
  const at = order.indexOf(current);
  const rest = (some) => some.find((id) => !ids.includes(id));
  return rest(order.slice(at + 1)) ?? rest(order) ?? null;
}

function step(by) {
  const order = [...pairs.keys()];
  const at = order.indexOf(current) + by;
  if (order[at]) stand(order[at]);
}

function onKey(event) {
  if (event.target.closest("input:not([type=checkbox]), textarea, select") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (VERDICTS[key]) decide(VERDICTS[key]);
  else if (key === "z") takeBack();
  else if (key === "arrowdown" || key === "j") step(1);
  else if (key === "arrowup" || key === "k") step(-1);
  else if (key === "x" && current && canWrite) choose(current, !chosen.has(current));
  else return;
  event.preventDefault();
}

async function start() {
  await loadWords(document.documentElement.lang.slice(0, 2));
  document.title = `${t("page.links")} · ${t("title")}`;
  byId("by").value = localStorage.getItem("by") ?? "";
  for (const each of document.querySelectorAll("[data-verdict]")) each.addEventListener("click", () => decide(each.dataset.verdict));
  byId("take-back").addEventListener("click", takeBack);
  byId("more-pairs").addEventListener("click", () => more().catch((error) => say(explain(error))));
  document.addEventListener("keydown", onKey);
  await open();
}

// Where many documents have to be linked first, how long that has taken is told meanwhile.
async function open() {
  const began = Date.now();
  const telling = setInterval(() => say(t("findingPairs", { n: Math.round((Date.now() - began) / 1000) })), 1000);
  try {
    await found();
  } catch (error) {
    clearInterval(telling);
    byId("said").replaceChildren(explain(error), " ", button(".plain", t("retry"), open));
    return;
  }
  clearInterval(telling);
  const wanted = new URLSearchParams(location.search).get("pair");
  stand(pairs.has(wanted) ? wanted : list.firstElementChild?.id ?? null, false);
  say(left());
  document.body.dataset.ready = "true";
}

// Read the pairs as soon as they are found, by whoever asked first.
async function found() {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (error.kind !== "busy") throw error;
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
    }
  }
}

start();
