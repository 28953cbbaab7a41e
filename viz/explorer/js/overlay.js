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

/** Write names at a size that can be read, those that would lie on others moved down. */
export function writeNames(context, scale, places) {
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
    const box = { left: x - width / 2, right: x + width / 2, top: y + size + 3 / scale, height: (SIZE * 1.25) / scale };
    for (let hit = true; hit;) {
      hit = written.some((other) => box.left < other.right && other.left < box.right && box.top < other.top + other.height && other.top < box.top + box.height);
      if (hit) box.top += box.height;
    }
    if (box.top > y + size + box.height) leader(context, scale, x, y + size, box.top);
    context.lineWidth = 4 / scale;
    context.strokeStyle = colour("ground");
    context.strokeText(text, x, box.top);
    context.fillStyle = colour("ink");
    context.fillText(text, x, box.top);
    written.push({ ...box, text });
  }
  context.restore();
  return written;
}

// A line to a name that could not stand close to its node.
function leader(context, scale, x, from, to) {
  context.lineWidth = 1 / scale;
  context.strokeStyle = colour("claim");
  context.beginPath();
  context.moveTo(x, from);
  context.lineTo(x, to);
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

/** The round places of groups, each with its name above. */
export function drawGroups(context, scale, circles) {
  const size = Math.max(15, SIZE / scale);
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
    context.fillText(`${groupTitle(key)} · ${ids.length}`, x, y - radius - size / 2);
  }
  context.restore();
}
