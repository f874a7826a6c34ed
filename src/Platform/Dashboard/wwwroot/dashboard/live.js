// One stream tells which topics have changed; the page is then fetched again and its live parts are replaced.
import { fetchPage, isBusy, swapLive } from "./swap.js";
import { updated } from "../shell/status.js";
import { openStream } from "../shell/stream.js";

const changed = new Set();
let stream;
let later;
let fetching = false;

export function startLiveUpdates() {
  stream = openStream({
    address: () => isLive() ? `/live?topics=${liveTopics().join("+")}&since=${document.getElementById("main").dataset.versions}` : null,
    changed: topics => refresh(topics.split(" ")),
    reconnect,
    seen: () => { if (isLive()) refresh(liveTopics()); },
    stopped: () => clearTimeout(later),
  });
}

/** Looks again at what the page shows, and listens to that. */
export function restartLiveUpdates() {
  stream.listen();
}

function isLive() {
  return !document.hidden && liveTopics().length > 0 && !new URLSearchParams(location.search).has("until");
}

// The dashboard may be another one by now, which asks for its own login: the browser is then led there.
async function reconnect() {
  const page = await fetchPage(location.href);
  if (page) show(page, liveTopics());
  else location.reload();
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
    stream.lose();
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
