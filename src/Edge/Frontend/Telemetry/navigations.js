import { trace } from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";

/**
 * Reports navigations that Blazor carries out without loading a document. Blazor fetches with the mode no-cors, in which browsers drop traceparent; so the
 * span joins the trace that the new page names, as that of a document does, and the fetch has none of its own.
 */
export function reportNavigations({ tracer, contexts, page }) {
  let start;
  globalThis.Blazor?.addEventListener("enhancednavigationstart", () => {
    start = { time: Date.now(), cause: trace.getSpanContext(contexts.active()), page: pageId() };
    contexts.holdForEvent(suppressTracing(contexts.active()));
  });
  globalThis.Blazor?.addEventListener("enhancedload", () => {
    // Blazor reports each part of a page that arrives; the first one is the page.
    if (!start || start.page === pageId()) return;
    const links = start.cause ? [{ context: start.cause }] : [];
    tracer.startSpan("navigation", { startTime: start.time, links, attributes: { "url.full": location.href } }, page()).end();
    start = undefined;
  });
}

const pageId = () => document.querySelector("meta[name=traceparent]")?.content;
