// Keys of the dashboard beside the shell's.
import { act } from "../shell/keys.js";

export const keys = {
  P: event => act(event, () => document.getElementById("pause")?.click()),
  ArrowDown: event => step(event, 1),
  ArrowUp: event => step(event, -1),
};

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
