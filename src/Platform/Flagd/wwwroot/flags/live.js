// One stream tells that something has changed; the page is then fetched again and its live parts are replaced.
import { parse, swapLive } from "./swap.js";
import { say } from "../shell/status.js";

const shortestWait = 1_000;
const longestWait = 15_000;
let source;
let wait = shortestWait;
let retry;
let fetching = false;
let again = false;

export function startLiveUpdates() {
  if (!document.getElementById("main")?.dataset.versions) return;
  document.addEventListener("visibilitychange", listen);
  document.addEventListener("focusout", () => { if (again) setTimeout(refresh); });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", event => { if (event.persisted) listen(); });
  listen();
}

// A tab that nobody sees needs no connection; what it missed is told when it is seen again.
function listen() {
  stop();
  if (document.hidden) return;
  source = new EventSource(`/feature/live?since=${encodeURIComponent(document.getElementById("main").dataset.versions)}`);
  source.addEventListener("open", () => {
    if (wait > shortestWait) say("Connected again", false);
    wait = shortestWait;
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("error", lose);
}

function lose() {
  stop();
  say("Disconnected", true);
  retry = setTimeout(listen, wait);
  wait = Math.min(2 * wait, longestWait);
}

function stop() {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  again = false;
  const address = location.href;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = parse(await response.text());
    if (address === location.href && page.getElementById("main")?.dataset.versions && !swapLive(page)) {
      // What the reader was busy with is brought up to date when he has let go of it.
      fetching = false;
      again = true;
      return;
    }
  } catch {
    lose();
  }
  fetching = false;
  if (again) refresh();
}
