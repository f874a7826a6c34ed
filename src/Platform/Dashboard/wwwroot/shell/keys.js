// Keys of the shell; the help dialog lists them.

export function startKeys() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    switch (event.key) {
      case "?": return act(event, help);
      case "/": return act(event, () => document.querySelector("main input[type=search]")?.focus());
      case "P": return act(event, () => document.getElementById("pause")?.click());
      case "ArrowDown": return step(event, 1);
      case "ArrowUp": return step(event, -1);
    }
    if (event.key === " " && event.target.closest?.("button, a, summary, [role=button], [tabindex]:not(main)")) return;
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link) act(event, () => link.click());
  });
  document.getElementById("help")?.addEventListener("click", help);
}

function help() {
  document.getElementById("keys")?.showModal();
}

// From the link of one row to that of the next: Enter then opens it.
function step(event, by) {
  const row = event.target.closest?.("main tbody tr");
  if (!row) return;
  const column = [...row.querySelectorAll("a[href], button")].indexOf(event.target);
  for (let next = row; (next = by > 0 ? next.nextElementSibling : next.previousElementSibling);) {
    const targets = next.querySelectorAll("a[href], button");
    if (targets.length) return act(event, () => (targets[column] ?? targets[0]).focus());
  }
}

function act(event, action) {
  event.preventDefault();
  action();
}

function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open], :popover-open") !== null;
}
