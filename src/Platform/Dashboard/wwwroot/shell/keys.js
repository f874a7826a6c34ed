// Keys of the shell; the help dialog lists them.

export function startKeys() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") return act(event, () => document.getElementById("keys").showModal());
    if (event.key === "/") return act(event, () => document.querySelector("main input[type=search]")?.focus());
    if (event.key === " " && event.target.closest?.("button, a, summary, [role=button], [tabindex]:not(main)")) return;
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link) act(event, () => link.click());
  });
  document.getElementById("help")?.addEventListener("click", () => document.getElementById("keys").showModal());
}

function act(event, action) {
  event.preventDefault();
  action();
}

function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]") !== null;
}
