// Fetches the page again every few seconds and replaces its live regions, unless the reader is busy there.
import { say, updated } from "../shell/status.js";

const shortest = 3_000;
const longest = 15_000;
let wait = shortest;

export function startLive() {
  setTimeout(refresh, wait);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) load().catch(() => {}); });
}

async function refresh() {
  if (!document.hidden) {
    try {
      await load();
      if (wait > shortest) say("Reconnected", false);
      wait = shortest;
    } catch {
      say("Disconnected", true);
      wait = Math.min(2 * wait, longest);
    }
  }
  setTimeout(refresh, wait);
}

async function load() {
  const response = await fetch(location.href, { headers: { Accept: "text/html", "X-Refresh": "1" } });
  if (response.status >= 500) throw new Error(response.statusText);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const fresh of next.querySelectorAll("[data-live][id]")) {
    const old = document.getElementById(fresh.id);
    if (old && !isSelecting(old)) replace(old, fresh);
  }
  updated();
}

function isSelecting(region) {
  const selection = getSelection();
  return selection && !selection.isCollapsed && region.contains(selection.anchorNode);
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = [...old.querySelectorAll(".map-scroll, .scroll")].map(e => [e.scrollLeft, e.scrollTop]);
  old.replaceWith(fresh);
  fresh.querySelectorAll(".map-scroll, .scroll").forEach((e, i) => { if (scrolled[i]) [e.scrollLeft, e.scrollTop] = scrolled[i]; });
  if (!focused) return;
  const href = focused.getAttribute("href");
  const same = focused.id ? document.getElementById(focused.id) : [...fresh.querySelectorAll("a")].find(a => a.getAttribute("href") === href);
  same?.focus({ preventScroll: true });
}
