// Groups of what is drawn: by the document that speaks of it, or by the goal that is nearest. Each
// is a round place with its name; what comes later takes the next free spot of its group.

import { placeAndYear } from "./documents.js";
import { t } from "./language.js";
import { shownName } from "./look.js";
import { state } from "./state.js";

export const GROUPINGS = ["document", "goal"];
const STEP = 124; // about how far two nodes of a group stand apart
const EDGE = 70; // room around them, for names
const GAP = 60; // between groups
const GOLDEN = 2.39996; // radians: spreads any number evenly

/** The group of each node that is drawn, by its id; "" where it is in none. */
export function groups(nodes, claims) {
  return state.grouping === "goal" ? byGoal(nodes, claims) : byDocument(nodes, claims);
}

// A body of the registry stands in no document: it goes with those that speak of what it does.
function byDocument(nodes, claims) {
  const speaking = new Map(nodes.map(({ id, documents }) => [id, new Set(documents)]));
  const silent = new Set(nodes.filter(({ documents }) => !documents?.length).map(({ id }) => id));
  for (const { source, target, said } of claims) {
    for (const id of [source, target]) if (silent.has(id)) for (const { document } of said) if (document) speaking.get(id).add(document);
  }
  return new Map([...speaking].map(([id, documents]) => [id, documents.size > 1 ? "several" : [...documents][0] ?? ""]));
}

// From all goals outwards at once, so that each node comes to the goal that is fewest claims away.
function byGoal(nodes, claims) {
  const joined = new Map(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of claims) {
    joined.get(source)?.push(target);
    joined.get(target)?.push(source);
  }
  const found = new Map(nodes.filter(({ kind }) => kind === "Goal").map(({ id }) => [id, id]));
  const queue = [...found.keys()];
  for (const id of queue) {
    for (const next of joined.get(id)) {
      if (found.has(next)) continue;
      found.set(next, found.get(id));
      queue.push(next);
    }
  }
  for (const { id } of nodes) if (!found.has(id)) found.set(id, "");
  return found;
}

/** The name of a group in the reader's language. */
export function groupTitle(key) {
  if (key === "") return t("group.none");
  if (key === "several") return t("group.several");
  return state.grouping === "goal" ? shownName(state.nodes.get(key) ?? { name: "" }) : placeAndYear(state.documents.get(key) ?? {});
}

/** Where each node stands in its group: {places, circles}. `held` are the places of those that stay. */
export function arrange(nodes, claims, held = {}) {
  const members = new Map();
  for (const [id, key] of groups(nodes, [...claims])) members.set(key, [...(members.get(key) ?? []), id]);
  const ordered = [...members].sort(([one, { length: a }], [other, { length: b }]) => b - a || one.localeCompare(other));
  const circles = packed(ordered.map(([key, ids]) => ({ key, ids, radius: STEP * 0.62 * Math.sqrt(ids.length) + EDGE })), held);
  const places = {};
  for (const { ids, x, y } of circles) ids.forEach((id, at) => {
    const away = STEP * 0.62 * Math.sqrt(at);
    places[id] = held[id] ?? { x: x + away * Math.cos(at * GOLDEN), y: y + away * Math.sin(at * GOLDEN) };
  });
  return { places, circles };
}

// In rows, the largest first. A group whose first node stays where it was stays around it.
function packed(circles, held) {
  const wide = 1.5 * Math.sqrt(circles.reduce((sum, { radius }) => sum + (2 * radius + GAP) ** 2, 0));
  const known = Object.values(held);
  let [x, row] = [0, 0];
  let y = known.length ? Math.max(...known.map((each) => each.y)) + EDGE + GAP : 0;
  for (const circle of circles) {
    const first = held[circle.ids[0]];
    if (first) {
      Object.assign(circle, first);
      continue;
    }
    if (x > 0 && x + 2 * circle.radius > wide) {
      y += row + GAP;
      [x, row] = [0, 0];
    }
    Object.assign(circle, { x: x + circle.radius, y: y + circle.radius });
    x += 2 * circle.radius + GAP;
    row = Math.max(row, 2 * circle.radius);
  }
  return circles;
}
