// Announces the connection state, the latest update and the current page.

/** Shown and read out. */
export function say(text, isLost) {
  const status = document.getElementById("connection");
  if (!status) return;
  status.classList.toggle("lost", isLost);
  status.textContent = text;
  if (!isLost) setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 4_000);
}

/** Shown without an announcement, because it changes twice a second. */
export function updated() {
  const element = document.getElementById("updated");
  if (element) element.textContent = `updated ${new Date().toLocaleTimeString(undefined, { hourCycle: "h23" })}`;
}

/** Read out only: the browser says the title of a page that it loads, not of one that is swapped in. */
export function announce(text) {
  const element = document.getElementById("announcement");
  if (element && text) element.textContent = text;
}
