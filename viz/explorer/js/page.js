// What every page that is read and scrolled does: on a narrow screen what chooses rows is folded.

if (matchMedia("(max-width: 900px)").matches) {
  for (const each of document.querySelectorAll("details.facets")) each.open = false;
}
