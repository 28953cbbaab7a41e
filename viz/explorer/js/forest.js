// Places for much at once, where pushing nodes apart would take minutes: what hangs together stands
// in rings around its most connected node, the rings side by side, what is joined to nothing together.

import { GOLDEN, packed } from "./grouping.js";

const ACROSS = 74; // between two nodes of one ring
const OUTWARD = 120; // between two rings

/** A place for each of `ids`, by id; `claims` between them join; the places of `held` are taken. */
export function forest(ids, claims, held = {}) {
  const joined = new Map(ids.map((id) => [id, []]));
  for (const { source, target } of claims) {
    if (!joined.has(source) || !joined.has(target)) continue;
    joined.get(source).push(target);
    joined.get(target).push(source);
  }
  const seen = new Set();
  const trees = [];
  const single = [];
  for (const id of [...ids].sort((one, other) => joined.get(other).length - joined.get(one).length)) {
    if (seen.has(id)) continue;
    if (joined.get(id).length) trees.push(rings(id, joined, seen));
    else single.push(id);
  }
  if (single.length) trees.push(spiral(single));
  const places = {};
  for (const { x, y, ids: own, at } of packed(trees.sort((one, other) => other.radius - one.radius), held)) {
    for (const id of own) places[id] = { x: x + at.get(id).x, y: y + at.get(id).y };
  }
  return places;
}

// Ring by ring outwards; who comes from one node stands together, as far as there is room.
function rings(root, joined, seen) {
  const at = new Map([[root, { x: 0, y: 0 }]]);
  seen.add(root);
  let ring = [root];
  let radius = 0;
  for (;;) {
    const next = [];
    for (const id of ring) {
      for (const other of joined.get(id)) {
        if (seen.has(other)) continue;
        seen.add(other);
        next.push(other);
      }
    }
    if (!next.length) break;
    radius = Math.max(radius + OUTWARD, (next.length * ACROSS) / (2 * Math.PI));
    next.forEach((id, place) => {
      const turn = (2 * Math.PI * place) / next.length;
      at.set(id, { x: radius * Math.cos(turn), y: radius * Math.sin(turn) });
    });
    ring = next;
  }
  return { ids: [...at.keys()], at, radius: radius + OUTWARD / 2 };
}

function spiral(ids) {
  const place = (index) => ACROSS * 0.62 * Math.sqrt(index);
  const at = new Map(ids.map((id, index) => [id, { x: place(index) * Math.cos(index * GOLDEN), y: place(index) * Math.sin(index * GOLDEN) }]));
  return { ids, at, radius: place(ids.length) + OUTWARD / 2 };
}
