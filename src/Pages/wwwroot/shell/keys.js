// Keyboard shortcuts of the shell, listed in the help dialog.

/** Starts them, and those that an application has beside them: by the key, what is done with its event. */
export function startKeys(own = {}) {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") return act(event, help);
    if (event.key === "/") return act(event, () => document.querySelector("main input[type=search]")?.focus());
    if (Object.hasOwn(own, event.key)) return own[event.key](event);
    if (event.key === " " && event.target.closest?.("button, a, input, summary, [role=button], [tabindex]:not(main)")) return;
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link) act(event, () => link.click());
  });
  document.getElementById("help")?.addEventListener("click", help);
}

/** Does something in place of what the browser would do. */
export function act(event, action) {
  event.preventDefault();
  action();
}

function help() {
  document.getElementById("keys")?.showModal();
}

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") || document.querySelector("dialog[open], :popover-open") !== null;
}
