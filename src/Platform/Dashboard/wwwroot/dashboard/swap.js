// Puts new content in place of old, and leaves alone what the reader is busy with.
import { find, keepScroll, pathTo } from "./place.js";

const listeners = [];
const shown = new Map();

/** Calls back with every element whose content was replaced. */
export function onSwapped(listener) {
  listeners.push(listener);
}

/** Fetches a page of the dashboard. Null when it is not to be shown in place: an error, another site, the login. */
export async function fetchPage(url, signal) {
  const response = await fetch(url, { headers: { Accept: "text/html" }, signal });
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  const isLogin = response.redirected && new URL(response.url).pathname === "/login";
  if (!isPage || isLogin || response.status >= 500 || response.status === 401 || response.status === 429) return null;
  return { document: new DOMParser().parseFromString(await response.text(), "text/html"), url: response.url };
}

/** Notes what the live regions hold as it was sent: what is on the page will be enhanced. */
export function remember(root) {
  for (const region of root.querySelectorAll("[data-live][id]")) shown.set(region.id, region.outerHTML);
}

/** Replaces the elements marked data-live whose topics are among those given. Returns those that could not be replaced, since the reader is busy there. */
export function swapLive(next, topics) {
  const busy = [];
  for (const fresh of next.querySelectorAll("[data-live][id]")) {
    const old = document.getElementById(fresh.id);
    if (!old || !fresh.dataset.live.split(" ").some(topic => topics.has(topic))) continue;
    const sent = fresh.outerHTML;
    if (shown.get(fresh.id) === sent) continue;
    if (isBusy(old)) {
      busy.push(old);
      continue;
    }
    shown.set(fresh.id, sent);
    replace(old, fresh);
  }
  // Pausing means: as it is now.
  const pause = document.getElementById("pause");
  if (pause) pause.href = next.getElementById("pause")?.getAttribute("href") ?? pause.href;
  takeVersions(next);
  return busy;
}

/** Replaces everything inside main. */
export function swapMain(next) {
  const main = document.getElementById("main");
  main.replaceChildren(...next.getElementById("main").childNodes);
  document.title = next.title;
  for (const selector of [".bar nav", "#pause"]) {
    const fresh = next.querySelector(selector);
    if (fresh) document.querySelector(selector)?.replaceWith(fresh);
  }
  takeVersions(next);
  shown.clear();
  remember(main);
  for (const listener of listeners) listener(main);
}

/** Whether an update would take something away from the reader: selected text, what he types, an open menu. */
export function isBusy(element) {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && element.contains(selection.anchorNode)) return true;
  if (element.querySelector("dialog[open], :popover-open, details[data-menu][open]")) return true;
  const active = document.activeElement;
  return element.contains(active) && active.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

function takeVersions(next) {
  document.getElementById("main").dataset.versions = next.getElementById("main").dataset.versions;
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? pathTo(old, document.activeElement) : null;
  const folds = [...old.querySelectorAll("details")].map(details => [pathTo(old, details), details.open]);
  const restoreScroll = keepScroll(old, fresh);
  old.replaceWith(fresh);
  for (const [path, open] of folds) {
    const details = find(fresh, path);
    if (details?.matches("details")) details.open = open;
  }
  for (const listener of listeners) listener(fresh);
  restoreScroll();
  if (focused) find(fresh, focused)?.focus({ preventScroll: true });
}
