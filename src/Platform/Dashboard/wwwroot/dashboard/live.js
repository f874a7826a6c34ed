// One stream tells which topics have changed; the page is then fetched again and its live parts are replaced.
import { fetchPage, isBusy, swapLive } from "./swap.js";
import { say, updated } from "../shell/status.js";

const shortestWait = 1_000;
const longestWait = 15_000;
const changed = new Set();
let source;
let wait = shortestWait;
let retry;
let later;
let fetching = false;

export function startLiveUpdates() {
  document.addEventListener("visibilitychange", restartLiveUpdates);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", event => { if (event.persisted) restartLiveUpdates(); });
  listen();
}

/** Looks again at what the page shows, and listens to that. What was missed meanwhile is fetched. */
export function restartLiveUpdates(event) {
  listen();
  if (event && isLive()) refresh(liveTopics());
}

function isLive() {
  return !document.hidden && liveTopics().length > 0 && !new URLSearchParams(location.search).has("until");
}

function listen() {
  stop();
  if (!isLive()) return;
  source = new EventSource(`/live?topics=${liveTopics().join("+")}&since=${document.getElementById("main").dataset.versions}`);
  source.addEventListener("open", () => { wait = shortestWait; });
  source.addEventListener("changed", event => refresh(event.data.split(" ")));
  source.addEventListener("error", () => lose());
}

function lose() {
  stop();
  say("Disconnected", true);
  retry = setTimeout(reconnect, wait);
  wait = Math.min(2 * wait, longestWait);
}

// The dashboard may be another one by now, which asks for its own login: the browser is then led there.
async function reconnect() {
  try {
    const page = await fetchPage(location.href);
    if (!page) return location.reload();
    show(page, liveTopics());
    say("Reconnected", false);
    listen();
  } catch {
    lose();
  }
}

function stop() {
  clearTimeout(retry);
  clearTimeout(later);
  source?.close();
  source = undefined;
}

async function refresh(topics) {
  for (const topic of topics) changed.add(topic);
  if (fetching) return;
  fetching = true;
  const address = location.href;
  const started = performance.now();
  try {
    const news = new Set(changed);
    changed.clear();
    const page = await fetchPage(address);
    if (page && address === location.href) show(page, news);
  } catch {
    lose();
  } finally {
    // A page that takes long to make is asked for less often.
    setTimeout(() => {
      fetching = false;
      if (changed.size && isLive()) refresh([]);
    }, 2 * (performance.now() - started));
  }
}

function show(page, topics) {
  const busy = swapLive(page.document, new Set(topics));
  updated();
  clearTimeout(later);
  if (busy.length) later = setTimeout(() => whenFree(busy), 1_000);
}

// What the reader was busy with is brought up to date when he has let go of it.
function whenFree(regions) {
  const free = regions.filter(region => !isBusy(region));
  if (free.length && isLive()) refresh(free.flatMap(topicsOf));
  else later = setTimeout(() => whenFree(regions), 1_000);
}

function liveTopics() {
  return [...new Set([...document.querySelectorAll("[data-live]")].flatMap(topicsOf))].sort();
}

function topicsOf(region) {
  return region.dataset.live.split(" ");
}
