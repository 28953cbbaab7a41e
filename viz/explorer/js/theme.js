// Colours as the style sheet has them, light or dark, for what is drawn on the canvas.

let known = {};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { known = {}; });

/** The colour that the style sheet calls `--name`. */
export function colour(name) {
  known[name] ??= getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  return known[name];
}
