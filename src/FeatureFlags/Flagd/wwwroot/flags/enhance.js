// What pages need in a browser: times of the reader's zone, countdowns, editors in which Tab indents and a changed text must be compared again.
import { narrow } from "./search.js";

export function enhance(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) localise(time);
  for (const editor of root.querySelectorAll("textarea[data-json]:not([data-ready])")) listen(editor);
  stale();
  narrow();
}

setInterval(() => {
  for (const element of document.querySelectorAll("[data-until]")) {
    const seconds = Math.max(0, Math.round((new Date(element.dataset.until) - Date.now()) / 1000));
    element.textContent = seconds >= 120 ? `in ${Math.round(seconds / 60)} min` : `in ${seconds} s`;
  }
}, 1_000);

function localise(time) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime())) return;
  time.dataset.local = "";
  const clock = at.toLocaleTimeString(undefined, { hourCycle: "h23" });
  time.textContent = at.toDateString() === new Date().toDateString() ? clock : `${at.toLocaleDateString()} ${clock}`;
}

function listen(editor) {
  editor.dataset.ready = "";
  // Saving is offered for the text that was compared, not for what it has become.
  editor.addEventListener("input", () => {
    for (const button of editor.form.querySelectorAll("[data-compared]")) button.disabled = true;
  });
}

// The document that the reader edits is not the one that is served any more.
function stale() {
  const notice = document.getElementById("stale");
  const served = document.querySelector("[data-served-version]")?.dataset.servedVersion;
  const edited = document.querySelector("input[name=version]")?.value;
  if (notice && served && edited) notice.hidden = served === edited;
}
