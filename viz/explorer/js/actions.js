// What a reader can do with the canvas. Every change of its things can be undone.

import { answerTo, idsIn } from "./answers.js";
import { get, post } from "./api.js";
import { look, positions, seen } from "./canvas.js";
import { byId } from "./dom.js";
import { t } from "./language.js";
import { notice, working } from "./notice.js";
import { MOST_NODES, changed, draw, earlier, later, remember, show, state } from "./state.js";

const A_RELATION = 40; // most nodes that come in one expansion of one relation
const ALL_RELATIONS = 12; // and of each where all relations are expanded at once

/**
 * Draw these things, and what joins those of `between`; returns how many the graph does not hold. The
 * server says where what is new is drawn; what has a place keeps it.
 */
export async function drawNodes(ids, between = []) {
  const places = { ...positions(), ...state.positions };
  const asking = ids.length ? post("/graph", { id: ids, apart: [...state.apart], between, places: pairs(places) }) : NOTHING;
  const picture = await whileBusy(asking);
  draw(picture);
  return picture.missing;
}

const NOTHING = { nodes: [], edges: [], missing: 0, places: {} };

// Assistive technology is told that the canvas is about to change.
let asked = 0;
async function whileBusy(asking) {
  asked += 1;
  byId("canvas").setAttribute("aria-busy", "true");
  return Promise.resolve(asking).finally(() => {
    asked -= 1;
    if (!asked) setTimeout(() => asked || byId("canvas").removeAttribute("aria-busy"));
  });
}

/** Add things to the canvas, on demand with what joins them; returns how many are new. */
export const add = (ids, { between = false } = {}) => working(async () => {
  const fresh = [...new Set(ids)].filter((id) => !state.asked.has(id) && !state.nodes.has(id));
  const room = fresh.slice(0, MOST_NODES - state.asked.size);
  if (room.length < fresh.length) notice(t("full", { n: MOST_NODES }));
  if (!room.length) return 0;
  remember(shown());
  const before = state.asked.size;
  await drawNodes([...state.asked, ...room], between ? ids.slice(0, MOST_NODES) : []);
  return state.asked.size - before;
});

/** Put a thing on the canvas and show what is said about it; of a document only show it. */
export async function open(id) {
  if (!id.startsWith("document-")) await add([id]);
  show({ node: id });
}

/** Ask a question: its answer is shown, and drawn beside what is on the canvas. */
export async function ask(question) {
  drawing = drawAnswer(question);
  show({ question });
  await drawing;
}

let drawing = Promise.resolve();

/** When the answer that was asked for last is on the canvas. */
export const answerDrawn = () => drawing;

/** Draw the answer to a question, where it has one. */
export async function drawAnswer(question) {
  const answer = await answerTo(question).catch(() => null);
  const ids = answer ? idsIn(answer) : [];
  if (ids.length) await add(ids, { between: true });
}

/** Add the neighbours of a thing by one relation. */
export async function expand(id, { type, direction }) {
  const { rows } = await get(`/nodes/${id}/facts`, { relation: type, direction, limit: 200 });
  await addSome([things(rows)], A_RELATION);
}

/** Add neighbours by one relation and kind, some at a time; returns how many of them are drawn. */
export const expandBy = (id, { type, direction, kind }) => working(async () => {
  const { ids, total } = await get(`/nodes/${id}/next`, { relation: type, direction, kind, limit: MOST_NODES });
  const fresh = ids.filter((each) => !state.asked.has(each)).slice(0, A_RELATION);
  if (!fresh.length) notice(t("allShown"));
  else await add(fresh);
  const shown = ids.filter((each) => state.asked.has(each)).length;
  if (shown < total) notice(t("shownOf", { n: shown, of: total }));
  return shown;
});

/** Add everything that one or two steps lead to. */
export const expandTwoSteps = (id) => working(async () => {
  const { ids, total } = await get(`/nodes/${id}/next`, { limit: MOST_NODES });
  await add(ids);
  if (ids.length < total) notice(t("shownOf", { n: ids.length, of: total }));
});

/** Take away what is joined to nothing else that is drawn. */
export const collapse = (id) => working(async () => {
  const joined = new Map();
  for (const { source, target } of state.claims.values()) {
    joined.set(source, (joined.get(source) ?? new Set()).add(target));
    joined.set(target, (joined.get(target) ?? new Set()).add(source));
  }
  const leaves = new Set([...(joined.get(id) ?? [])].filter((each) => joined.get(each).size === 1).map((each) => state.nodes.get(each).thing || each));
  if (!leaves.size) return;
  remember(shown());
  await drawNodes([...state.asked].filter((each) => !leaves.has(each)));
});

/** Add the neighbours of a thing by every relation. */
export async function expandAll(id) {
  const { relations } = await get(`/nodes/${id}`, { facts: 100 });
  await addSome(relations.map(({ facts }) => things(facts.map(({ other }) => other))), ALL_RELATIONS);
}

export const remove = (id) => working(async () => {
  remember(shown());
  const own = state.nodes.get(id)?.thing || id;
  await drawNodes([...state.asked].filter((each) => each !== own));
  show(null);
});

/** Draw a thing as one node a document that speaks of it, or as one. */
export const takeApart = (thing, apart) => working(async () => {
  remember(shown());
  if (apart) state.apart.add(thing);
  else state.apart.delete(thing);
  await drawNodes([...state.asked]);
  const copies = [...state.nodes.values()].filter((node) => node.thing === thing);
  show(copies.length ? { node: copies[0].id } : null);
});

export const clear = () => working(async () => {
  remember(shown());
  await drawNodes([]);
  show(null);
});

export const undo = () => working(() => restore(earlier(shown())));
export const redo = () => working(() => restore(later(shown())));

async function restore(content) {
  if (!content) return;
  state.apart = new Set(content.apart);
  state.positions = content.positions;
  await drawNodes(content.ids);
  state.positions = {};
  look(content.window);
  changed("moved");
}

const shown = () => ({ positions: positions(), window: seen() });

// Places as the server takes them, [x, y] by id.
const pairs = (places) => Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]]));

const things = (nodes) => nodes.map((node) => node.thing || node.id);

async function addSome(groups, cap) {
  const fresh = groups.map((ids) => [...new Set(ids)].filter((id) => !state.asked.has(id)));
  const chosen = new Set(fresh.flatMap((ids) => ids.slice(0, cap)));
  const rest = new Set(fresh.flat()).size - chosen.size;
  if (!chosen.size) return notice(t("allShown"));
  const n = await add([...chosen]);
  if (n) notice(t(rest ? "addedCut" : "added", { n, rest }));
}
