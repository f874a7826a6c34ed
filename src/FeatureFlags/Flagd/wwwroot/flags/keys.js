// Keys of the flag pages beside the shell's.
import { act } from "../shell/keys.js";

export const keys = {
  ArrowDown: event => row(event, 1),
  ArrowUp: event => row(event, -1),
  ArrowRight: event => segment(event, 1),
  ArrowLeft: event => segment(event, -1),
};

/** Escape leaves a field; keys then lead on. */
export function leaveFields() {
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !event.defaultPrevented && event.target.matches?.("main :is(input, textarea, select)")) event.target.blur();
  });
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
