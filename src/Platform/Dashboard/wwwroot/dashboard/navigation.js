// Links and GET forms of the dashboard are fetched and shown in place: the scroll position of the navigation, the live connection and the scripts stay.
// Whatever cannot be shown so is left to the browser.
import { fetchPage, swapMain } from "./swap.js";
import { restartLiveUpdates } from "./live.js";
import { announce } from "../shell/status.js";

let current;
let shown;

export function startNavigation() {
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    // Read as text: a link inside of a drawing has objects for its properties.
    const url = new URL(link.getAttribute("href"), location.href);
    if (link.hasAttribute("target") || link.hasAttribute("download") || link.dataset.nav === "off" || url.origin !== location.origin || !isPage(url.pathname)) return;
    if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
    event.preventDefault();
    go(url.href, { keepsPause: link.dataset.pause === undefined });
  });
  document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "get" || form.dataset.nav === "off") return;
    event.preventDefault();
    go(formUrl(form, event.submitter));
  });
  document.addEventListener("change", event => {
    const form = event.target.closest?.("form[data-auto]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
  shown = location.pathname + location.search;
  addEventListener("popstate", event => {
    if (location.pathname + location.search !== shown) go(location.href, { push: false, top: event.state?.top ?? 0 });
  });
}

/** Shows a page of the dashboard. */
export async function go(address, { push = true, top = 0, keepsPause = push } = {}) {
  const url = keepsPause ? withPause(address) : address;
  current?.abort();
  const attempt = current = new AbortController();
  document.documentElement.setAttribute("aria-busy", "true");
  try {
    const page = await fetchPage(url, attempt.signal);
    if (!page) return location.assign(url);
    const { pathname, search } = new URL(page.url);
    const isSamePage = pathname === shown.split("?")[0];
    if (push) {
      history.replaceState({ top: scrollY }, "");
      history.pushState(null, "", page.url + new URL(url).hash);
    }
    shown = pathname + search;
    const focused = isSamePage && document.activeElement?.id;
    swapMain(page.document);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    if (!isSamePage) {
      scrollTo(0, top);
      document.getElementById("main").focus({ preventScroll: true });
    }
    announce(document.title);
    restartLiveUpdates();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    if (current === attempt) document.documentElement.removeAttribute("aria-busy");
  }
}

// Who pauses wants to look around at that moment: the tab stays there until it is resumed. A range of time is of one page alone.
function withPause(address) {
  const now = new URLSearchParams(location.search);
  const url = new URL(address, location.href);
  if (now.has("until") && !now.has("from") && !url.searchParams.has("until")) url.searchParams.set("until", now.get("until"));
  return url.href;
}

function isPage(path) {
  return !path.startsWith("/api/") && !path.startsWith("/assets/") && path !== "/login" && path !== "/logout";
}

// An empty field says nothing, and an address that says nothing is easier to read and to share.
function formUrl(form, submitter) {
  const url = new URL(form.action);
  url.search = "";
  for (const [name, value] of new FormData(form, submitter)) if (value !== "") url.searchParams.append(name, value);
  // The parts of a condition say nothing without its field.
  for (const parts of form.querySelectorAll("fieldset[data-whole]")) {
    if (parts.elements[0].value === "") for (const part of parts.elements) url.searchParams.delete(part.name);
  }
  return url.href;
}
