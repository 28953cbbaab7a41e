// The page of a document: marks of a kind on and off, and words looked for inside it.

const within = document.getElementById("within");
const found = document.getElementById("found");
const paragraphs = [...document.querySelectorAll("main.text section p")];
let hits = [];
let at = -1;

for (const entry of document.querySelectorAll(".contents [data-kind]")) {
  entry.addEventListener("click", () => {
    const shown = entry.getAttribute("aria-pressed") !== "true";
    entry.setAttribute("aria-pressed", String(shown));
    for (const each of document.querySelectorAll(`.named[data-kind="${entry.dataset.kind}"]`)) each.classList.toggle("plain-text", !shown);
  });
}

within.form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(at + 1);
});
within.addEventListener("input", (event) => {
  if (event.isComposing) return; // the words are not written yet
  look();
});
within.addEventListener("compositionend", look);

function look() {
  const words = within.value.trim();
  hits = words ? paragraphs.filter((each) => each.textContent.includes(words)) : [];
  at = -1;
  found.textContent = !words ? "" : hits.length ? found.dataset.some.replace("#", hits.length) : found.dataset.none;
  if (hits.length) go(0);
}

function go(place) {
  if (!hits.length) return;
  at = place % hits.length;
  for (const each of paragraphs) each.classList.toggle("hit", each === hits[at]);
  hits[at].scrollIntoView({ block: "center" });
}
