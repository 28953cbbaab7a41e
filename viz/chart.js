const figure = JSON.parse(document.getElementById("figure").textContent);
if (figure.data.length) {
  Plotly.newPlot("chart", figure.data, figure.layout, { responsive: true, displaylogo: false });
}
