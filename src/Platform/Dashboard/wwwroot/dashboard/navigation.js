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
    if (link.target || link.hasAttribute("download") || link.dataset.nav === "off" || link.origin !== location.origin || !isPage(link.pathname)) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    go(link.href);
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
export async function go(url, { push = true, top = 0 } = {}) {
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

function isPage(path) {
  return !path.startsWith("/api/") && !path.startsWith("/assets/") && path !== "/login" && path !== "/logout";
}

// An empty field says nothing, and an address that says nothing is easier to read and to share.
function formUrl(form, submitter) {
  const url = new URL(form.action);
  url.search = "";
  for (const [name, value] of new FormData(form, submitter)) if (value !== "") url.searchParams.append(name, value);
  return url.href;
}
