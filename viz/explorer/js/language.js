// The interface's language and its words. What documents say stays in their own language.

let words = {};
let current = "zh";

/** Load the words; `wanted` is a language the reader chose before, if any. */
export async function loadWords(wanted) {
  words = await (await fetch("/static/explorer/strings.json")).json();
  use(wanted ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"));
}

/** Speak `language` from now on. */
export function use(language) {
  current = words[language] ? language : "en";
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  document.title = t("title");
}

export const language = () => current;
export const other = () => (current === "zh" ? "en" : "zh");

/** Whether there are words for a key. */
export const known = (key) => key in words[current];

/** The words for a key, with `{name}` filled in; the key's last part where there are none. */
export function t(key, values = {}) {
  const text = words[current][key] ?? key.split(".").at(-1);
  if (typeof text !== "string") return text;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
