// Draws the picture that stands in the page as JSON. All text goes in as text, never as HTML.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const picture = JSON.parse(byId("picture").textContent);
  const nodes = new vis.DataSet(picture.nodes);
  const edges = new vis.DataSet(picture.edges.map((edge, index) => ({ ...edge, id: index })));

  const hidden = new Set();
  let inferred = true;
  const visibleNodes = new vis.DataView(nodes, { filter: (node) => !hidden.has(node.kind) });
  const visibleEdges = new vis.DataView(edges, { filter: (edge) => inferred || !edge.inferred });
  const options = picture.options;
  options.layout.improvedLayout = picture.nodes.length < 150;
  const network = new vis.Network(
    byId("canvas"), { nodes: visibleNodes, edges: visibleEdges }, options,
  );
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit({ maxZoomLevel: 1.3 });
    document.body.dataset.ready = "true";
  });

  for (const button of document.querySelectorAll("#legend button")) {
    button.addEventListener("click", () => {
      const kind = button.dataset.kind;
      const shown = hidden.delete(kind);
      if (!shown) hidden.add(kind);
      button.setAttribute("aria-pressed", String(shown));
      visibleNodes.refresh();
    });
  }

  const toggle = byId("inferred");
  toggle.hidden = !picture.edges.some((edge) => edge.inferred);
  toggle.querySelector("input").addEventListener("change", (event) => {
    inferred = event.target.checked;
    visibleEdges.refresh();
  });

  function tell(text) {
    byId("detail").textContent = text;
    byId("detail").hidden = !text;
  }

  network.on("click", ({ nodes: [node], edges: [edge] }) =>
    tell(node !== undefined ? nodes.get(node).title : edge !== undefined ? edges.get(edge).title : ""));

  // Each press of Enter goes on to the next node that says the words, also in its source.
  let last = -1;
  byId("find").addEventListener("input", () => { last = -1; });
  byId("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const words = event.target.value.trim().toLowerCase();
    const matching = visibleNodes.get({ filter: ({ title, name }) => words && `${name}\n${title}`.toLowerCase().includes(words) });
    matching.sort((one, other) => Number(other.name.toLowerCase().includes(words)) - Number(one.name.toLowerCase().includes(words)));
    last = matching.length ? (last + 1) % matching.length : -1;
    byId("found").textContent = `${last + 1} / ${matching.length}`;
    const node = matching[last];
    network.selectNodes(node ? [node.id] : []);
    if (node) network.focus(node.id, { scale: Math.max(1, network.getScale()) });
    tell(node ? node.title : "");
  });
})();
