// Puts new content in place of old, and leaves alone what the reader is busy with.

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
  if (!isPage || isLogin || response.status >= 500 || response.status === 401) return null;
  return { document: new DOMParser().parseFromString(await response.text(), "text/html"), url: response.url };
}

/** Replaces the elements marked data-live whose topics are among those given. */
export function swapLive(next, topics) {
  for (const fresh of next.querySelectorAll("[data-live][id]")) {
    const old = document.getElementById(fresh.id);
    if (!old || !fresh.dataset.live.split(" ").some(topic => topics.has(topic)) || isBusy(old)) continue;
    // As it was sent: what is on the page has been enhanced since.
    const sent = fresh.outerHTML;
    if (shown.get(fresh.id) === sent) continue;
    shown.set(fresh.id, sent);
    replace(old, fresh);
  }
}

/** Replaces everything inside main. */
export function swapMain(next) {
  const main = document.getElementById("main");
  shown.clear();
  main.replaceChildren(...next.getElementById("main").childNodes);
  document.title = next.title;
  for (const selector of [".bar nav", "#pause"]) document.querySelector(selector)?.replaceWith(next.querySelector(selector));
  for (const listener of listeners) listener(main);
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? pathTo(old, document.activeElement) : null;
  const open = new Set([...old.querySelectorAll("details[open][id]")].map(d => d.id));
  const scrolls = [old, ...old.querySelectorAll("[data-scroll]")].map(e => [e.id, e.scrollTop, e.scrollLeft]);
  old.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, top, left] of scrolls) {
    const element = id && document.getElementById(id);
    if (element) { element.scrollTop = top; element.scrollLeft = left; }
  }
  for (const listener of listeners) listener(fresh);
  if (focused) find(fresh, focused)?.focus({ preventScroll: true });
}

// Somebody who selects text, types or has a menu open must not lose it to an update.
function isBusy(element) {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && element.contains(selection.anchorNode)) return true;
  if (element.querySelector("dialog[open], [popover]:popover-open, details[data-menu][open]")) return true;
  const active = document.activeElement;
  return element.contains(active) && active.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

function pathTo(root, element) {
  if (element.id) return { id: element.id };
  if (element.matches("a[href]")) return { href: element.getAttribute("href") };
  const steps = [];
  for (let e = element; e !== root; e = e.parentElement) steps.unshift([...e.parentElement.children].indexOf(e));
  return { steps };
}

function find(root, path) {
  if (path.id) return document.getElementById(path.id);
  if (path.href) return [...root.querySelectorAll("a[href]")].find(a => a.getAttribute("href") === path.href);
  return path.steps.reduce((element, index) => element?.children[index], root);
}
