// The answers to questions, each asked once, however many parts of the page want it.

import { Problem, get } from "./api.js";

let latest = ""; // the id of the answer that a question may go on from
let asked = { question: "", answer: null };

/** The answer to a question, as a promise. */
export function answerTo(question) {
  if (asked.question !== question) {
    asked = { question, answer: answerOf(question) };
    asked.answer.then(({ id }) => { latest = id; }, forget);
  }
  return asked.answer;
}

/** Ask again the next time. */
export function forget() {
  asked = { question: "", answer: null };
}

// Where a question says too little by itself, it goes on from the one before.
async function answerOf(question) {
  try {
    return await get("/ask", { q: question });
  } catch (error) {
    if (!latest || !(error instanceof Problem) || error.status !== 400) throw error;
    return get("/ask", { q: question, after: latest }).catch(() => { throw error; });
  }
}

/** The ids of all that an answer is about and that can be drawn: things, where it names them. */
export function idsIn({ about, rows }) {
  return [...new Set([...about, ...rows.flatMap((row) => drawable(row.thing ? { ...row, id: "" } : row))])];
}

function drawable(value) {
  if (typeof value === "string") return canBeDrawn(value) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(drawable);
}

function canBeDrawn(text) {
  const [, prefix] = /^(?:thing-)?([a-z]+)-[0-9a-f]{12,}$/.exec(text) ?? [];
  return prefix && !["document", "section", "passage"].includes(prefix);
}
