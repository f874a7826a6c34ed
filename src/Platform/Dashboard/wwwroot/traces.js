// The waterfall in a browser: folding, finding, moving with the arrow keys, what stands out.

// What the reader has folded and chosen outlives an update of the page, and is forgotten with the trace.
let view = { path: null };

export function enhance(root) {
  const waterfall = root.querySelector("[data-waterfall]");
  if (!waterfall) return;
  if (view.path !== location.pathname) view = { path: location.pathname, closed: new Set(), text: "", resource: "", critical: true };
  const rows = [...waterfall.querySelectorAll("[data-depth]")];
  waterfall.addEventListener("click", event => {
    if (!event.target.matches("[data-fold]")) return;
    event.preventDefault();
    fold(rows, event.target.closest("[data-depth]"));
  });
  waterfall.addEventListener("keydown", event => onKey(event, rows));
  listen(root, "#span-search", "input", "text", field => find(rows, field.value));
  listen(root, "#span-resource", "change", "resource", field => emphasise(rows, field.value));
  listen(root, "#critical", "change", "critical", field => waterfall.classList.toggle("without-critical", !field.checked));
  root.querySelector("#fold-all")?.addEventListener("click", () => foldAll(rows, true));
  root.querySelector("#unfold-all")?.addEventListener("click", () => foldAll(rows, false));
  root.querySelector("[data-minimap]")?.addEventListener("click", event => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = rows[Math.min(rows.length - 1, Math.floor((event.clientY - box.top) / box.height * rows.length))];
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  });
  showFolds(rows);
}

function listen(root, selector, event, name, apply) {
  const field = root.querySelector(selector);
  if (!field) return;
  const property = field.type === "checkbox" ? "checked" : "value";
  field[property] = view[name];
  field.addEventListener(event, () => {
    view[name] = field[property];
    apply(field);
  });
  apply(field);
}

function depth(row) {
  return Number(row.dataset.depth);
}

function hasFold(row) {
  return row.querySelector("[data-fold]") !== null;
}

function fold(rows, row, close = !view.closed.has(row.id)) {
  if (!hasFold(row)) return;
  if (close) view.closed.add(row.id); else view.closed.delete(row.id);
  showFolds(rows);
}

function foldAll(rows, close) {
  view.closed = new Set(close ? rows.filter(row => hasFold(row) && depth(row) > 0).map(row => row.id) : []);
  showFolds(rows);
}

function showFolds(rows) {
  // A row is hidden when any row above it, on its way to the root, is closed.
  let closedAt = Infinity;
  for (const row of rows) {
    if (depth(row) <= closedAt) closedAt = Infinity;
    row.classList.toggle("folded", closedAt !== Infinity);
    const isClosed = view.closed.has(row.id);
    row.toggleAttribute("data-closed", isClosed);
    if (hasFold(row)) row.setAttribute("aria-expanded", String(!isClosed));
    if (closedAt === Infinity && isClosed) closedAt = depth(row);
  }
}

function find(rows, text) {
  const wanted = text.trim().toLowerCase();
  let first;
  for (const row of rows) {
    const isFound = wanted !== "" && `${row.title} ${row.querySelector(".wf-name").textContent}`.toLowerCase().includes(wanted);
    row.classList.toggle("found", isFound);
    if (isFound) first ??= row;
  }
  first?.scrollIntoView({ block: "nearest" });
}

function emphasise(rows, resource) {
  for (const row of rows) row.classList.toggle("other", resource !== "" && row.querySelector(".wf-service").textContent !== resource);
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
      if (view.closed.has(row.id) || !hasFold(row)) shown.slice(0, at).findLast(r => depth(r) < depth(row))?.focus();
      else fold(rows, row, true);
      break;
    case "ArrowRight": fold(rows, row, false); break;
    default: return;
  }
  event.preventDefault();
}
