// One stream tells which topics have changed; the page is then fetched again and its live parts are replaced.
import { fetchPage, swapLive } from "./swap.js";

const longestWait = 15_000;
let source;
let wait = 1_000;
let retry;
let fetching = false;
const changed = new Set();

export function startLiveUpdates() {
  document.addEventListener("visibilitychange", restartLiveUpdates);
  addEventListener("pagehide", stop);
  restartLiveUpdates();
}

/** Looks again at what the page shows, and listens to that. */
export function restartLiveUpdates() {
  stop();
  const topics = liveTopics();
  if (document.hidden || topics.length === 0 || new URLSearchParams(location.search).has("until")) return;
  source = new EventSource(`/live?topics=${topics.join("+")}`);
  source.addEventListener("open", () => {
    if (wait > 1_000) refresh();
    wait = 1_000;
    say("", false);
  });
  source.addEventListener("changed", event => {
    for (const topic of event.data.split(" ")) changed.add(topic);
    refresh();
  });
  source.addEventListener("error", () => {
    stop();
    say("Disconnected", true);
    retry = setTimeout(restartLiveUpdates, wait);
    wait = Math.min(2 * wait, longestWait);
  });
}

function stop() {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

async function refresh() {
  if (fetching) return;
  fetching = true;
  try {
    const topics = new Set(changed.size ? changed : liveTopics());
    changed.clear();
    const address = location.href;
    const page = await fetchPage(address);
    if (page && address === location.href) {
      swapLive(page.document, topics);
      say(`Updated ${new Date().toLocaleTimeString()}`, false);
    }
  } catch {
    say("Disconnected", true);
  } finally {
    fetching = false;
    if (changed.size) refresh();
  }
}

function liveTopics() {
  return [...new Set([...document.querySelectorAll("[data-live]")].flatMap(e => e.dataset.live.split(" ")))].sort();
}

function say(text, isLost) {
  const status = document.getElementById("connection");
  if (!status) return;
  status.classList.toggle("lost", isLost);
  if (status.textContent !== text) status.textContent = text;
}
