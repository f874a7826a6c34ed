// Reads single values off a chart: with the pointer, or with the arrow keys. What there is to read was written by the server: times, and a text for each.

let last = null;

export function enhance(root) {
  for (const label of root.querySelectorAll(".chart-times text[data-time]:not([data-local])")) localise(label);
  for (const plot of root.querySelectorAll("svg[data-chart]:not([data-ready])")) {
    plot.dataset.ready = "";
    plot.addEventListener("pointermove", event => follow(plot, event));
    plot.addEventListener("pointerleave", () => hide(plot));
    // A chart that is drawn again loses the focus with its place on the page, and gets it back: only who goes elsewhere has stopped reading.
    plot.addEventListener("blur", () => requestAnimationFrame(() => {
      if (plot.isConnected && document.activeElement !== plot) hide(plot);
    }));
    plot.addEventListener("keydown", event => step(plot, event));
    // The chart was drawn again under a reader who is reading it.
    if (last && last.id === idOf(plot)) show(plot, nearest(plot, last.time));
  }
}

function localise(label) {
  const time = new Date(Number(label.dataset.time));
  label.dataset.local = "";
  if (!label.textContent.includes(":")) return;
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (label.textContent.length > 5) parts.second = "2-digit";
  label.textContent = time.toLocaleTimeString(undefined, parts);
}

function follow(plot, event) {
  const box = plot.getBoundingClientRect();
  const from = Number(plot.dataset.from), until = Number(plot.dataset.until);
  show(plot, nearest(plot, from + (event.clientX - box.left) / box.width * (until - from)));
}

function step(plot, event) {
  const times = timesOf(plot);
  const at = last && last.id === idOf(plot) ? times.indexOf(last.time) : times.length;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: times.length - 1 }[event.key];
  if (event.key === "Escape") return hide(plot);
  if (to === undefined || times.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  show(plot, Math.max(0, Math.min(times.length - 1, to)));
}

function show(plot, index) {
  const times = timesOf(plot);
  if (index < 0 || index >= times.length) return;
  const from = Number(plot.dataset.from), until = Number(plot.dataset.until);
  const share = (times[index] - from) / (until - from);
  last = { id: idOf(plot), time: times[index] };
  const cross = plot.querySelector(".chart-cross");
  cross.setAttribute("x1", `${share * 100}%`);
  cross.setAttribute("x2", `${share * 100}%`);
  cross.setAttribute("visibility", "visible");
  const readout = plot.parentElement.querySelector(".chart-readout");
  const list = document.createElement("ul");
  for (const line of plot.querySelectorAll("[data-labels]")) {
    const text = line.dataset.labels.split("|")[index];
    if (!text) continue;
    const item = list.appendChild(document.createElement("li"));
    item.className = [...line.classList].filter(name => !name.startsWith("chart-")).join(" ");
    item.append(Object.assign(document.createElement("span"), { textContent: line.dataset.name }), Object.assign(document.createElement("b"), { textContent: text }));
  }
  const time = Object.assign(document.createElement("div"), { textContent: new Date(times[index]).toLocaleTimeString(undefined, { hourCycle: "h23" }) });
  readout.replaceChildren(time, list);
  readout.classList.toggle("right", share < 0.5);
  readout.hidden = false;
}

function hide(plot) {
  last = null;
  plot.querySelector(".chart-cross").setAttribute("visibility", "hidden");
  plot.parentElement.querySelector(".chart-readout").hidden = true;
}

function nearest(plot, time) {
  let best = -1;
  timesOf(plot).forEach((t, i, all) => { if (best < 0 || Math.abs(t - time) < Math.abs(all[best] - time)) best = i; });
  return best;
}

function timesOf(plot) {
  return plot.dataset.times ? plot.dataset.times.split(" ").map(Number) : [];
}

function idOf(plot) {
  return plot.closest("figure")?.id || plot.getAttribute("aria-label");
}
