// The waterfall in a browser: folding, finding, moving with the arrow keys, the critical path on and off.

export function enhance(root) {
  const waterfall = root.querySelector("[data-waterfall]");
  if (!waterfall) return;
  const rows = [...waterfall.querySelectorAll("[data-depth]")];
  waterfall.addEventListener("click", event => {
    if (!event.target.matches("[data-fold]")) return;
    event.preventDefault();
    fold(rows, event.target.closest("[data-depth]"));
  });
  waterfall.addEventListener("keydown", event => onKey(event, rows));
  root.querySelector("#span-search")?.addEventListener("input", event => find(rows, event.target.value));
  root.querySelector("#critical")?.addEventListener("change", event => waterfall.classList.toggle("without-critical", !event.target.checked));
}

function depth(row) {
  return Number(row.dataset.depth);
}

function fold(rows, row, close = !("closed" in row.dataset)) {
  if (!row.querySelector("[data-fold]")) return;
  if (close) row.dataset.closed = ""; else delete row.dataset.closed;
  row.setAttribute("aria-expanded", String(!close));
  // A row is hidden when any row above it, on its way to the root, is closed.
  let closedAt = Infinity;
  for (const each of rows) {
    if (depth(each) <= closedAt) closedAt = Infinity;
    each.classList.toggle("folded", closedAt !== Infinity);
    if (closedAt === Infinity && "closed" in each.dataset) closedAt = depth(each);
  }
}

function find(rows, text) {
  const wanted = text.trim().toLowerCase();
  let first;
  for (const row of rows) {
    const isFound = wanted !== "" && row.querySelector(".wf-name").textContent.toLowerCase().includes(wanted);
    row.classList.toggle("found", isFound);
    if (isFound) first ??= row;
  }
  first?.scrollIntoView({ block: "nearest" });
}

function onKey(event, rows) {
  const row = event.target.closest("[data-depth]");
  if (!row) return;
  const shown = rows.filter(r => !r.classList.contains("folded"));
  const at = shown.indexOf(row);
  switch (event.key) {
    case "ArrowDown": shown[at + 1]?.focus(); break;
    case "ArrowUp": shown[at - 1]?.focus(); break;
    case "ArrowLeft":
      if ("closed" in row.dataset || !row.querySelector("[data-fold]")) shown.slice(0, at).findLast(r => depth(r) < depth(row))?.focus();
      else fold(rows, row, true);
      break;
    case "ArrowRight": fold(rows, row, false); break;
    default: return;
  }
  event.preventDefault();
}
