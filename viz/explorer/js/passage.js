// The paragraph a claim stands in, with the words that show it marked.

import { get } from "./api.js";
import { button, el } from "./dom.js";
import { language, t } from "./language.js";
import { explain } from "./notice.js";

/** A card that reads the passage of `claim` ({passage, quote, start}) and shows it. */
export function passageCard(claim) {
  const card = el("blockquote.passage", { "aria-busy": "true" }, el("p.quiet", {}, t("loading")));
  read(card, claim);
  return card;
}

async function read(card, claim) {
  try {
    const passage = await get(`/passages/${claim.passage}`);
    card.replaceChildren(
      el("p.text", { tabindex: "0" }, ...marked(passage, claim)),
      el("footer", {}, el("cite", {}, passage.document), passage.headings.map((heading) => el("span", {}, heading)),
        el("a", { href: `/documents/${passage.document_id}?lang=${language()}#${passage.id}` }, t("inDocument"))),
    );
    card.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  } catch (error) {
    card.replaceChildren(el("p.error", {}, explain(error)), button(".plain", t("retry"), () => read(card, claim)));
  }
  card.removeAttribute("aria-busy");
}

function marked({ text, start }, { quote, start: quoteStart }) {
  const at = nearest(text, quote, quoteStart - start);
  if (at < 0) return [text];
  return [text.slice(0, at), el("mark", {}, quote), text.slice(at + quote.length)];
}

// Where the quote stands; of several places the one nearest to where the claim says it is.
function nearest(text, quote, expected) {
  if (!quote) return -1;
  let best = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (best < 0 || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  return best;
}
