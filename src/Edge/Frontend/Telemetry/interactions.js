import { trace } from "@opentelemetry/api";
import { getElementXPath } from "@opentelemetry/sdk-trace-web";

const clickable = "a[href], button, summary, [role=button]";

/** Reports clicks on links and buttons, and forms that are sent. The values of fields are not part of it. */
export function reportInteractions({ tracer, contexts }) {
  const report = (event, element) => {
    const span = tracer.startSpan(event.type, {
      attributes: {
        "url.full": location.href,
        event_type: event.type,
        target_element: element.tagName,
        target_xpath: getElementXPath(element, true),
      },
    });
    // Requests that listeners of this event send belong to it.
    contexts.holdForEvent(trace.setSpan(contexts.active(), span));
    setTimeout(() => span.end());
  };
  document.addEventListener("click", event => {
    const element = event.isTrusted && event.target.closest?.(clickable);
    // A button that sends its form is reported by the form.
    if (element && !(element.form && element.type === "submit")) report(event, element);
  }, true);
  document.addEventListener("submit", event => event.isTrusted && report(event, event.target), true);
}
