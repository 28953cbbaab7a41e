// Draws the charts of a page with Plotly, in the colours of the page, light or dark.

import { colour } from "./theme.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

function drawAll() {
  for (const holder of document.querySelectorAll(".chart")) {
    const { data, layout } = JSON.parse(holder.parentElement.querySelector("script.figure").textContent);
    const axis = { gridcolor: colour("line"), zerolinecolor: colour("line"), linecolor: colour("line") };
    window.Plotly.react(holder, data, {
      ...layout,
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { ...layout.font, color: colour("ink") },
      xaxis: { ...axis, ...layout.xaxis, automargin: true },
      yaxis: { ...axis, ...layout.yaxis, automargin: true },
    }, { displayModeBar: false, responsive: true });
  }
}

drawAll();
dark.addEventListener("change", () => setTimeout(drawAll));
