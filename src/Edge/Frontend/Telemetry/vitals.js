import { onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";

/** Reports Web Vitals under the name and with the fields of OpenTelemetry's event; as spans, because traces are what the page exports. */
export function reportVitals({ tracer, page }) {
  const loaded = page();
  const address = location.href;
  const report = ({ name, value, delta, id, rating, navigationType }) => tracer.startSpan("browser.web_vital", {
    attributes: {
      "browser.web_vital.name": name.toLowerCase(),
      "browser.web_vital.value": value,
      "browser.web_vital.delta": delta,
      "browser.web_vital.id": id,
      "browser.web_vital.rating": rating,
      "browser.web_vital.navigation_type": navigationType,
      "url.full": address,
    },
  }, loaded).end();
  for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) observe(report);
}
