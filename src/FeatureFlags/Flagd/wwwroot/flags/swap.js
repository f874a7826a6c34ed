// Puts new content in place of old, and leaves alone what the reader is busy with.

const listeners = [];
const sent = new Map();

/** Calls back with the page now, and with everything that is swapped in later. */
export function onShown(listener) {
  listeners.push(listener);
  remember(document);
  listener(document);
}

export function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Replaces everything inside main. */
export function swapMain(next) {
  const focused = placeOf(document.activeElement);
  const main = document.getElementById("main");
  const top = scrollY;
  main.replaceChildren(...next.getElementById("main").childNodes);
  Object.assign(main.dataset, next.getElementById("main").dataset);
  document.title = next.title;
  for (const selector of [".bar nav", "#person"]) {
    const fresh = next.querySelector(selector);
    if (fresh) document.querySelector(selector)?.replaceWith(fresh);
  }
  sent.clear();
  remember(main);
  for (const listener of listeners) listener(main);
  const wrong = main.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
  else {
    find(main, focused)?.focus({ preventScroll: true });
    scrollTo(0, top);
  }
}

/** Replaces the parts marked data-live that have changed. Returns whether all could be: a part in which the reader types is left as it is. */
export function swapLive(next) {
  const fresh = [...next.querySelectorAll("[data-live][id]")];
  const old = [...document.querySelectorAll("[data-live][id]")];
  document.getElementById("main").dataset.versions = next.getElementById("main").dataset.versions;
  if (fresh.length !== old.length || fresh.some((part, i) => part.id !== old[i].id)) {
    if (isBusy(document.getElementById("main"))) return false;
    swapMain(next);
    return true;
  }
  let all = true;
  fresh.forEach((part, i) => {
    const news = textOf(part);
    if (sent.get(part.id) === news) return;
    if (isBusy(old[i])) {
      all = false;
      return;
    }
    sent.set(part.id, news);
    const focused = old[i].contains(document.activeElement) ? placeOf(document.activeElement) : null;
    const open = [...old[i].querySelectorAll("details[id][open]")].map(details => details.id);
    old[i].replaceWith(part);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    for (const listener of listeners) listener(part);
    if (focused) find(document, focused)?.focus({ preventScroll: true });
  });
  return all;
}

function remember(root) {
  for (const part of root.querySelectorAll("[data-live][id]")) sent.set(part.id, textOf(part));
}

// Every rendering carries another token against forged forms; that is no news.
function textOf(part) {
  return part.outerHTML.replace(/(name="__RequestVerificationToken" value=")[^"]*/g, "$1");
}

/** Whether an update would discard selected text or the user's input. */
function isBusy(element) {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && element.contains(selection.anchorNode)) return true;
  const active = document.activeElement;
  return element.contains(active) && active.matches("input:not([type=checkbox], [type=radio], [type=search]), textarea, select");
}

// By its id, by where it leads, else by what it sends.
function placeOf(element) {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.matches("a[href]")) return `a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  if (element.matches("button[name]")) {
    const action = element.getAttribute("formaction");
    return `button[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]${action ? `[formaction="${CSS.escape(action)}"]` : ""}`;
  }
  return null;
}

function find(root, place) {
  return place ? root.querySelector(place) : null;
}
