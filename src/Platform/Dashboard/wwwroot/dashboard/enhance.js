// What the shell's own components need in a browser: times of the reader's zone, copying, questions before something is done.

export function enhance(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.dataset.local = "";
    time.textContent = at.toLocaleTimeString(undefined, { hourCycle: "h23" }) + time.textContent.slice(8);
  }
  for (const button of root.querySelectorAll("[data-copy]")) button.onclick = () => copy(button);
  for (const form of root.querySelectorAll("form[data-confirm]")) {
    form.onsubmit = event => { if (!confirm(form.dataset.confirm)) event.preventDefault(); };
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1200);
}
