// Moving nodes apart whose labels would lie on one another.

const GAP = 6;
const STEPS = 4_000_000; // pairs that are looked at, at most

/**
 * Boxes ({id, x, y, left, right, top, bottom, pinned}, around nodes with their labels) moved apart;
 * those that are pinned stay where they are.
 */
export function untangle(boxes) {
  const rounds = Math.max(2, Math.min(60, Math.floor((2 * STEPS) / (boxes.length * boxes.length + 1))));
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = i + 1; j < boxes.length; j += 1) moved = part(boxes[i], boxes[j]) || moved;
    }
    if (!moved) break;
  }
  return boxes;
}

// Part two boxes along the axis on which they overlap least.
function part(one, two) {
  if (one.pinned && two.pinned) return false;
  const across = Math.min(one.right, two.right) - Math.max(one.left, two.left) + GAP;
  if (across <= 0) return false;
  const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) + GAP;
  if (down <= 0) return false;
  const [share, rest] = one.pinned ? [0, 1] : two.pinned ? [1, 0] : [0.5, 0.5];
  if (across < down) {
    const step = one.x <= two.x ? -across : across;
    shift(one, step * share, 0);
    shift(two, -step * rest, 0);
  } else {
    const step = one.y <= two.y ? -down : down;
    shift(one, 0, step * share);
    shift(two, 0, -step * rest);
  }
  return true;
}

function shift(box, x, y) {
  box.x += x; box.left += x; box.right += x;
  box.y += y; box.top += y; box.bottom += y;
}
