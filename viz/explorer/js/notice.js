// Short messages over the canvas, and the line that runs while the server is asked.

import { byId } from "./dom.js";
import { language, t } from "./language.js";

let timer;
let running = 0;

export function notice(text) {
  byId("notice").textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { byId("notice").textContent = ""; }, 5000);
}

/** What to tell a reader about an error, in the reader's language. */
export function explain(error) {
  const said = error.message ?? "";
  const english = /[A-Za-z]+ [a-z]{2,}/.test(said.replace(/(['"“]).*?['"”]/g, ""));
  const own = said && error.status && english === (language() === "en");
  return own ? said : t(`problem.${error.kind ?? "other"}`);
}

/** Run a task with the progress line shown; a failure is told and gives undefined. */
export async function working(task) {
  running += 1;
  byId("progress").hidden = false;
  try {
    return await task();
  } catch (error) {
    if (error.name !== "AbortError") notice(explain(error));
    return undefined;
  } finally {
    running -= 1;
    byId("progress").hidden = running === 0;
  }
}
