// Draws the plots of a load report; runs in a browser, after uPlot.
"use strict";
(() => {
  const { seconds } = JSON.parse(document.getElementById("report").textContent);
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const times = seconds.map(({ second }) => second);
  const column = (name) => seconds.map((row) => (row[name] === undefined ? null : row[name]));
  const PLOTS = {
    traffic: {
      unit: "",
      series: [
        ["sent", "ink"],
        ["answered", "good"],
        ["failed", "bad"],
      ],
    },
    latency: {
      unit: " ms",
      series: [
        ["p50", "good"],
        ["p99", "warn"],
        ["max", "bad"],
      ],
    },
    connections: { unit: "", series: [["connections", "ink"]] },
  };
  const plots = [];

  function draw(id) {
    const { unit, series } = PLOTS[id];
    const place = document.getElementById(id);
    const axis = { stroke: color("ink"), grid: { stroke: color("line"), width: 1 }, ticks: { stroke: color("line") } };
    const options = {
      width: place.clientWidth,
      height: 220,
      scales: { x: { time: false } },
      axes: [
        { ...axis, values: (_, values) => values.map((value) => `${value} s`) },
        { ...axis, size: 64, values: (_, values) => values.map((value) => `${value}${unit}`) },
      ],
      series: [
        { label: "second" },
        ...series.map(([name, ink]) => ({
          label: name,
          stroke: color(ink),
          width: 2,
          points: { show: seconds.length < 3 },
          value: (_, value) => (value === null ? "–" : `${Number(value.toPrecision(3))}${unit}`),
        })),
      ],
    };
    place.replaceChildren();
    return new uPlot(options, [times, ...series.map(([name]) => column(name))], place);
  }

  function drawAll() {
    for (const plot of plots.splice(0)) plot.destroy();
    for (const id of Object.keys(PLOTS)) plots.push(draw(id));
  }

  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("resize", () => {
    for (const plot of plots) plot.setSize({ width: plot.root.parentElement.clientWidth, height: plot.height });
  });
})();
