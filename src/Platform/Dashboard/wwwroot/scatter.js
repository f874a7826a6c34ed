// The plot of latency over time: the dot below the pointer tells what it is and leads to its trace; dragging over some asks for those traces.
import { go } from "./dashboard/navigation.js";

const least = 8;
// Pixels between the pointer and the dot that it means.
const reach = 12;
// Percent of the drawing, as the component places its dots.
const across = { start: 2, length: 96 };
const down = { start: 6, length: 90 };

export function enhance(root) {
  for (const figure of root.querySelectorAll("[data-scatter]")) listen(figure, figure.querySelector("svg"));
}

function listen(figure, svg) {
  const band = svg.querySelector(".band");
  const link = svg.querySelector(".nearest");
  let dots;
  let start;
  let dragged = false;
  svg.addEventListener("dragstart", event => event.preventDefault());
  svg.addEventListener("pointerdown", event => {
    dragged = false;
    point(link, nearest(dots ??= dotsOf(figure), svg, event));
    if (event.button === 0 && event.pointerType === "mouse") start = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener("pointermove", event => {
    if (!dragged) point(link, nearest(dots ??= dotsOf(figure), svg, event));
    if (!start || !dragged && Math.abs(event.clientX - start.x) < least) return;
    dragged = true;
    point(link, null);
    svg.setPointerCapture(event.pointerId);
    draw(band, boxOf(svg, start, event));
  });
  svg.addEventListener("pointerup", event => {
    if (start && dragged) go(urlOf(figure.dataset, svg, boxOf(svg, start, event)));
    start = undefined;
  });
  svg.addEventListener("pointercancel", () => {
    start = undefined;
    draw(band, { left: 0, top: 0, width: 0, height: 0 });
  });
  // A finger comes down where no link was yet. The dot at which a drag ended was not clicked.
  svg.addEventListener("click", event => {
    if (!dragged && link.hasAttribute("href") && !link.contains(event.target)) go(link.getAttribute("href"));
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

function dotsOf(figure) {
  return figure.dataset.dots.split("\n").filter(Boolean).map(line => {
    const [x, y, radius, trace] = line.split(" ", 4);
    return { x: x / 1000, y: y / 1000, radius: Number(radius), trace, title: line.slice(x.length + y.length + radius.length + trace.length + 4) };
  });
}

function nearest(dots, svg, event) {
  const frame = svg.getBoundingClientRect();
  let best = null;
  let least = reach;
  for (const dot of dots) {
    const away = Math.hypot(dot.x * frame.width - (event.clientX - frame.left), dot.y * frame.height - (event.clientY - frame.top));
    if (away <= least) [best, least] = [dot, away];
  }
  return best;
}

function point(link, dot) {
  if (!dot) return link.removeAttribute("href");
  link.setAttribute("href", `/traces/detail/${dot.trace}`);
  link.firstElementChild.textContent = dot.title;
  for (const circle of link.querySelectorAll("circle")) {
    circle.setAttribute("cx", `${dot.x * 100}%`);
    circle.setAttribute("cy", `${dot.y * 100}%`);
  }
  link.lastElementChild.setAttribute("r", dot.radius + 1);
}

function draw(band, box) {
  band.setAttribute("x", box.left);
  band.setAttribute("y", box.top);
  band.setAttribute("width", box.width);
  band.setAttribute("height", box.height);
}

function boxOf(svg, start, event) {
  const frame = svg.getBoundingClientRect();
  return {
    left: Math.min(start.x, event.clientX) - frame.left,
    top: Math.min(start.y, event.clientY) - frame.top,
    width: Math.abs(event.clientX - start.x),
    height: Math.abs(event.clientY - start.y),
  };
}

// A flat box means: whatever they took.
function urlOf(data, svg, box) {
  const frame = svg.getBoundingClientRect();
  const url = new URL(location.href);
  const from = BigInt(data.from);
  const length = Number(BigInt(data.until) - from);
  const time = x => String(from + BigInt(Math.round(part(x / frame.width, across) * length)));
  url.searchParams.set("from", time(box.left));
  url.searchParams.set("until", time(box.left + box.width));
  url.searchParams.delete("skip");
  if (box.height >= least) {
    const [low, high] = [Number(data.low), Number(data.high)];
    const latency = y => Math.round(10 ** (high - (high - low) * part(y / frame.height, down)));
    url.searchParams.set("minDuration", `${latency(box.top + box.height)}ns`);
    url.searchParams.set("maxDuration", `${latency(box.top)}ns`);
  }
  return url.href;
}

function part(fraction, { start, length }) {
  return Math.min(1, Math.max(0, (fraction * 100 - start) / length));
}
