// Documents come in and go: files are sent with how far that is, then read on the server; a document
// goes once that was said twice.

import { Problem } from "./api.js";
import { button, byId, el } from "./dom.js";
import { loadWords, t } from "./language.js";
import { explain } from "./notice.js";

const said = byId("upload-state");

function send(files) {
  const body = new FormData();
  for (const file of files) body.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/documents");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => step("sending", { n: Math.round((100 * loaded) / total) });
    request.upload.onload = () => step("readingFiles", { n: files.length });
    request.onload = () => (request.status < 400 ? resolve(request.response) : reject(new Problem(request.response?.detail ?? "", { ...request.response, status: request.status })));
    request.onerror = () => reject(new Problem(""));
    request.send(body);
  });
}

const step = (key, values) => said.replaceChildren(el("p.quiet", {}, t(key, values)), el("progress", {}));

async function upload(event) {
  event.preventDefault();
  const field = event.target.elements.files;
  if (!field.files.length) return;
  const load = event.target.querySelector("button");
  load.disabled = true;
  try {
    report(await send(field.files));
  } catch (error) {
    said.replaceChildren(el("p.error", {}, explain(error)), error.message ? el("p.quiet", {}, error.message) : "");
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
    const response = await fetch(`/api/v1/documents/${asking.dataset.remove}`, { method: "DELETE" }).catch(() => null);
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
