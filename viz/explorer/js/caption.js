// Names as they fit under a node: at most two short lines.

const LINE = 18; // in half-width characters; a Chinese character counts for two
const WIDE = /[\u1100-\u115f\u2018-\u201d\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const width = (text) => [...text].reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0);

// Where a line may break: between words of Latin script, and around any Chinese character.
function pieces(name) {
  const found = [];
  for (const each of name) {
    const last = found.at(-1) ?? " ";
    const joins = !WIDE.test(each) && !WIDE.test(last.at(-1)) && !last.endsWith(" ") && width(last) < LINE;
    if (joins) found[found.length - 1] += each;
    else found.push(each);
  }
  return found;
}

/** A name broken into lines of about equal length, cut with an ellipsis where it is too long. */
export function caption(name, lines = 2) {
  const needed = Math.max(1, Math.ceil(width(name) / LINE));
  const limit = needed > lines ? LINE : Math.ceil(width(name) / needed) + 2;
  const broken = [""];
  for (const piece of pieces(name)) {
    const last = broken.at(-1);
    if (last && width(last + piece.trimEnd()) > limit) broken.push("");
    broken[broken.length - 1] += piece;
  }
  const trimmed = broken.map((line) => line.trim());
  if (trimmed.length <= lines) return trimmed.join("\n");
  return [...trimmed.slice(0, lines - 1), `${trimmed[lines - 1]}…`].join("\n");
}
