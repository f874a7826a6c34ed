// Keys of the shell; the help dialog lists them.

export function startKeys() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    switch (event.key) {
      case "?": return act(event, help);
      case "/": return act(event, () => document.querySelector("main input[type=search]")?.focus());
      case "ArrowDown": return row(event, 1);
      case "ArrowUp": return row(event, -1);
      case "ArrowRight": return segment(event, 1);
      case "ArrowLeft": return segment(event, -1);
    }
    const link = document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
    if (link) act(event, () => link.click());
  });
  document.getElementById("help")?.addEventListener("click", help);
}

function help() {
  document.getElementById("keys")?.showModal();
}

// From one flag to the next: from name to name, from variants to variants.
function row(event, by) {
  const flag = event.target.closest?.(".flag");
  if (!flag) return;
  const kind = event.target.closest(".segments") ? ".segments button[aria-pressed=true], .segments button" : "h3 a";
  const flags = [...document.querySelectorAll(".flag:not([hidden])")];
  const next = flags[flags.indexOf(flag) + by];
  if (next) act(event, () => (next.querySelector(".segments button[aria-pressed=true]:not(:disabled)") && kind !== "h3 a"
    ? next.querySelector(".segments button[aria-pressed=true]")
    : next.querySelector(kind)).focus());
}

function segment(event, by) {
  const group = event.target.closest?.(".segments");
  if (!group) return;
  const buttons = [...group.querySelectorAll("button")];
  act(event, () => buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length].focus());
}

function act(event, action) {
  event.preventDefault();
  action();
}

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
}
