// Moving nodes apart whose labels would lie on one another.

const GAP = 6;
const ROUNDS = 60;

/** Boxes ({id, x, y, left, right, top, bottom}, around nodes with their labels) moved apart. */
export function untangle(boxes) {
  for (let round = 0; round < ROUNDS; round += 1) {
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
  const across = Math.min(one.right, two.right) - Math.max(one.left, two.left) + GAP;
  const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) + GAP;
  if (across <= 0 || down <= 0) return false;
  if (across < down) {
    const step = (one.x <= two.x ? -across : across) / 2;
    shift(one, step, 0);
    shift(two, -step, 0);
  } else {
    const step = (one.y <= two.y ? -down : down) / 2;
    shift(one, 0, step);
    shift(two, 0, -step);
  }
  return true;
}

function shift(box, x, y) {
  box.x += x; box.left += x; box.right += x;
  box.y += y; box.top += y; box.bottom += y;
}
