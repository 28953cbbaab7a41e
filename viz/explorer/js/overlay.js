// What is drawn over the nodes: the names of the most connected, readable at any zoom, and the ring
// around the node that the keyboard is at.

import { caption } from "./caption.js";
import { groupTitle } from "./grouping.js";
import { shownName } from "./look.js";
import { colour } from "./theme.js";

const MOST_NAMES = 20;
const SIZE = 13; // pixels on the screen
const READABLE = 0.62; // from this scale on the names that nodes carry can be read

/** The ids of the most connected of `nodes`, the most first. */
export function mostConnected(nodes, claims) {
  const degree = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { source, target } of claims) {
    for (const id of [source, target]) if (degree.has(id)) degree.set(id, degree.get(id) + 1);
  }
  return [...degree.entries()].sort(([, one], [, other]) => other - one).slice(0, MOST_NAMES).map(([id]) => id);
}

/** Write names at a size that can be read, each as near its node as others and `taken` boxes leave room. */
export function writeNames(context, scale, places, taken) {
  if (scale >= READABLE) return [];
  const written = [];
  context.save();
  context.font = `600 ${SIZE / scale}px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const { node, x, y, size } of places) {
    const text = caption(shownName(node), 1);
    const width = context.measureText(text).width;
    const box = freeBox({ x, y, size: size + 3 / scale, width, height: (SIZE * 1.25) / scale }, [...taken, ...written]);
    const [middle, bottom] = [(box.left + box.right) / 2, box.top + box.height];
    if (box.top > y + size + box.height) leader(context, scale, { x, y: y + size }, { x: middle, y: box.top });
    if (bottom < y - size - box.height) leader(context, scale, { x, y: y - size }, { x: middle, y: bottom });
    context.lineWidth = 4 / scale;
    context.strokeStyle = colour("ground");
    context.strokeText(text, middle, box.top);
    context.fillStyle = colour("ink");
    context.fillText(text, middle, box.top);
    written.push({ ...box, text });
  }
  context.restore();
  return written;
}

// Below a node, above it, then line by line further away, straight on or to a side.
const MOST_LINES = 24;
function freeBox({ x, y, size, width, height }, taken) {
  let box;
  for (let line = 0; line < MOST_LINES; line += 1) {
    for (const top of [y + size + line * height, y - size - (line + 1) * height]) {
      for (const aside of [0, 0.55, -0.55]) {
        box = { left: x + (aside - 0.5) * width, right: x + (aside + 0.5) * width, top, height };
        if (!taken.some((other) => meet(box, other))) return box;
      }
    }
  }
  return box;
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.top + other.height && other.top < one.top + one.height;

// A line to a name that could not stand close to its node.
function leader(context, scale, from, to) {
  context.lineWidth = 1 / scale;
  context.strokeStyle = colour("claim");
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

/** The ring around the node that the keyboard is at. */
export function ring(context, scale, { x, y, size }) {
  context.save();
  context.strokeStyle = colour("accent");
  context.lineWidth = 2.5 / scale;
  context.setLineDash([6 / scale, 3 / scale]);
  context.beginPath();
  context.arc(x, y, size + 6 / scale, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

/** The round places of groups, each with its name above; returns the boxes of the names. */
export function drawGroups(context, scale, circles) {
  const size = Math.max(15, SIZE / scale);
  const titles = [];
  context.save();
  context.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = "center";
  for (const { key, x, y, radius, ids } of circles) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour("claim-faint");
    context.globalAlpha = 0.35;
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = colour("ink");
    const text = `${groupTitle(key)} · ${ids.length}`;
    const width = context.measureText(text).width;
    titles.push({ left: x - width / 2, right: x + width / 2, top: y - radius - 1.5 * size, height: 1.25 * size });
    context.fillText(text, x, y - radius - size / 2);
  }
  context.restore();
  return titles;
}
