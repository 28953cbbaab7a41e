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

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    const detail = byId("detail");
    const text = node !== undefined ? nodes.get(node).title : edge !== undefined ? edges.get(edge).title : "";
    detail.textContent = text;
    detail.hidden = !text;
  });
})();
