// Telemetry of the browser, loaded by every page; docs/browser-telemetry.md describes it.
import { EarlyErrors, reportErrors } from "./errors.js";
import { reportInteractions } from "./interactions.js";
import { reportNavigations } from "./navigations.js";
import { startTracing } from "./tracing.js";
import { reportVitals } from "./vitals.js";

const settings = document.currentScript.dataset;
const endpoint = new URL(settings.endpoint, location.href);
const isRefused = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

if (!isRefused && endpoint.origin === location.origin) {
  const early = new EarlyErrors();
  // The page comes first: nothing is set up before it has loaded and the browser is idle.
  const start = () => (globalThis.requestIdleCallback ?? setTimeout)(() => {
    const tracing = startTracing(settings, endpoint);
    reportErrors(tracing, early);
    reportInteractions(tracing);
    reportNavigations(tracing);
    reportVitals(tracing);
    tracing.flushWhenHidden();
  }, { timeout: 2000 });
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
