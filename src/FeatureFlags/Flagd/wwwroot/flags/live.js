// One stream tells that something has changed; the page is then fetched again and its live parts are replaced.
import { parse, swapLive } from "./swap.js";
import { openStream } from "../shell/stream.js";

let stream;
let fetching = false;
let again = false;

export function startLiveUpdates() {
  if (!versions(document)) return;
  document.addEventListener("focusout", () => { if (again) setTimeout(refresh); });
  stream = openStream({ address: () => `/feature/live?since=${encodeURIComponent(versions(document))}`, changed: refresh, reconnect });
}

async function reconnect() {
  again = !await update();
}

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  again = false;
  let isBusy = false;
  try {
    isBusy = !await update();
  } catch {
    stream.lose();
  }
  fetching = false;
  // Update an element in use after the user leaves it.
  if (isBusy) again = true;
  else if (again) refresh();
}

/** Returns whether the page shows what is now. */
async function update() {
  const address = location.href;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (response.status >= 500) throw new Error(`Status ${response.status}`);
  const page = parse(await response.text());
  return address !== location.href || !versions(page) || swapLive(page);
}

function versions(page) {
  return page.getElementById("main")?.dataset.versions;
}
