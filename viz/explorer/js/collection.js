// Documents come in and go: files are sent with how far that is, then read on the server; a document
// goes once that was said twice.

import { Problem } from "./api.js";
import { button, byId, el } from "./dom.js";
import { language, loadWords, t } from "./language.js";
import { explain } from "./notice.js";

const said = byId("upload-state");
const PAUSE = 700; // milliseconds between two questions how far it is

function send(files) {
  const body = new FormData();
  for (const file of files) body.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/documents");
    request.responseType = "json";
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) => step("sending", { n: Math.round((100 * loaded) / total) });
    request.upload.onload = () => step("readingFiles", { n: files.length });
    const watching = setInterval(watch, PAUSE);
    request.onloadend = () => clearInterval(watching);
    request.onload = () => (request.status < 400 ? resolve(request.response) : reject(new Problem(request.response?.detail ?? "", { ...request.response, status: request.status })));
    request.onerror = () => reject(new Problem(""));
    request.send(body);
  });
}

const step = (key, values) => tell(t(key, values));
const tell = (words, bar = {}) => said.replaceChildren(el("p.quiet", {}, words), el("progress", bar));

// What the server is at, by its own words.
async function watch() {
  const response = await fetch(`/collection/step?lang=${language()}`).catch(() => null);
  const { doing, done, total } = response?.ok ? await response.json() : {};
  if (doing && said.querySelector("progress")) tell(`${doing} · ${done} / ${total}`, { value: done, max: total, "aria-label": doing });
}

async function upload(event) {
  event.preventDefault();
  const field = event.target.elements.files;
  if (!field.files.length) return;
  const load = event.target.querySelector("button");
  load.disabled = true;
  try {
    report(await send(field.files));
  } catch (error) {
    said.replaceChildren(el("p.error", {}, explain(error)));
  } finally {
    load.disabled = false;
  }
}

function report(results) {
  said.replaceChildren(el("ul.plain-list", {}, results.map((each) => el("li", {},
    el("b", {}, each.title || each.file), " ",
    each.error ? el("span.error", {}, t("notRead"), " ", each.error) : t(each.changed ? "wasLoaded" : "wasThere", { names: each.entities, figures: each.indicators, claims: each.relations }),
    each.remarks.length ? el("ul", {}, each.remarks.map((remark) => el("li.quiet", {}, remark))) : null))),
  button(".main", t("showCollection"), () => location.reload()));
}

function askToRemove(asking) {
  const row = asking.closest("td");
  const stay = () => row.replaceChildren(asking);
  const go = async () => {
    row.replaceChildren(t("loading"));
    const watching = setInterval(watch, PAUSE);
    step("removing");
    const response = await fetch(`/api/v1/documents/${asking.dataset.remove}`, { method: "DELETE" }).catch(() => null).finally(() => clearInterval(watching));
    if (response?.ok) return location.reload();
    const problem = await response?.json().catch(() => ({}));
    stay();
    said.replaceChildren(el("p.error", {}, explain(new Problem(problem?.detail ?? "", { ...problem, status: response?.status ?? 0 }))));
  };
  row.replaceChildren(el("p", {}, t("remove.sure", { title: asking.dataset.title })), button(".main", t("remove.title"), go), " ", button(".plain", t("remove.not"), stay));
  row.querySelector("button").focus();
}

async function start() {
  await loadWords(document.documentElement.lang.slice(0, 2));
  document.title = `${t("page.collection")} · ${t("title")}`;
  byId("upload")?.addEventListener("submit", upload);
  for (const each of document.querySelectorAll("[data-remove]")) each.addEventListener("click", () => askToRemove(each));
  document.body.dataset.ready = "true";
}

start();
