// Event stream of changes. Open while the page is visible; reconnects after a loss.
import { say } from "./status.js";

const shortestWait = 1_000;
const longestWait = 15_000;

/**
 * What the application says about it: address() is where the stream is, null while the page has no use for it; changed(data) hears an event; reconnect() fetches what was
 * missed and throws without a reply; seen() is called when the page becomes visible, stopped() when the stream closes.
 */
export function openStream({ address, changed, reconnect, seen, stopped }) {
  let source;
  let retry;
  let wait = shortestWait;

  // A hidden tab closes the stream and catches up when visible again.
  function listen() {
    stop();
    const url = document.hidden ? null : address();
    if (!url) return;
    source = new EventSource(url);
    source.addEventListener("open", () => { wait = shortestWait; });
    source.addEventListener("changed", event => changed(event.data));
    source.addEventListener("error", lose);
  }

  function lose() {
    stop();
    say("Disconnected", true);
    retry = setTimeout(again, wait);
    wait = Math.min(2 * wait, longestWait);
  }

  async function again() {
    try {
      await reconnect();
      say("Reconnected", false);
      listen();
    } catch {
      lose();
    }
  }

  function stop() {
    clearTimeout(retry);
    source?.close();
    source = undefined;
    stopped?.();
  }

  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) seen?.();
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", event => { if (event.persisted) listen(); });
  listen();
  return { listen, lose };
}
