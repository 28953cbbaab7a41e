// What a reader can do with the canvas. Every change of its nodes can be undone.

import { get } from "./api.js";
import { t } from "./language.js";
import { notice, working } from "./notice.js";
import { MOST_NODES, draw, recall, remember, show, state } from "./state.js";

const A_RELATION = 25; // most nodes that come in one expansion of one relation
const ALL_RELATIONS = 12; // and of each where all relations are expanded at once

/**
 * Draw these nodes, with `between` also the goals and measures that join them; returns how many of
 * them the graph does not hold.
 */
export async function drawNodes(ids, { between = false } = {}) {
  const picture = ids.length ? await get("/graph", { id: ids, between }) : { nodes: [], edges: [] };
  draw(picture);
  return ids.filter((id) => !state.nodes.has(id)).length;
}

/** Add nodes to the canvas; returns how many are new. */
export const add = (ids, options) => working(async () => {
  const fresh = [...new Set(ids)].filter((id) => !state.nodes.has(id));
  const room = fresh.slice(0, MOST_NODES - state.nodes.size);
  if (!room.length) return 0;
  remember();
  await drawNodes([...state.nodes.keys(), ...room], options);
  if (room.length < fresh.length) notice(t("full", { n: MOST_NODES }));
  return room.length;
});

/** Put a node on the canvas and show what is said about it. */
export async function open(id) {
  await add([id]);
  show({ node: id });
}

/** Add the neighbours of a node by one relation. */
export async function expand(id, { type, direction }) {
  const { facts } = await get(`/nodes/${id}/facts`, { relation: type, direction, limit: 200 });
  await addSome([others(facts)], A_RELATION);
}

/** Add the neighbours of a node by every relation. */
export async function expandAll(id) {
  const { relations } = await get(`/nodes/${id}`, { facts: 100 });
  await addSome(relations.map(({ facts }) => others(facts)), ALL_RELATIONS);
}

export const remove = (id) => working(async () => {
  remember();
  await drawNodes([...state.nodes.keys()].filter((each) => each !== id));
  show(null);
});

export const clear = () => working(async () => {
  remember();
  await drawNodes([]);
  show(null);
});

export const undo = () => working(async () => drawNodes(recall() ?? []));

const others = (facts) => facts.map(({ other }) => other.id);

async function addSome(groups, cap) {
  const fresh = groups.map((ids) => [...new Set(ids)].filter((id) => !state.nodes.has(id)));
  const chosen = new Set(fresh.flatMap((ids) => ids.slice(0, cap)));
  const rest = new Set(fresh.flat()).size - chosen.size;
  if (!chosen.size) return notice(t("allShown"));
  const n = await add([...chosen]);
  if (n) notice(t(rest ? "addedCut" : "added", { n, rest }));
}
