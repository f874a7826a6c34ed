// What the shell tells its reader.

/** Shown and read out. */
export function say(text, isLost) {
  const status = document.getElementById("connection");
  if (!status) return;
  status.classList.toggle("lost", isLost);
  status.textContent = text;
  if (!isLost) setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 4_000);
}

/** Read out only. */
export function announce(text) {
  const element = document.getElementById("announcement");
  if (element && text) element.textContent = text;
}
