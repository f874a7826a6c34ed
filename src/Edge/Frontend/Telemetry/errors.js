import { SpanStatusCode } from "@opentelemetry/api";
import { withoutQuery } from "./page-spans.js";

const events = ["error", "unhandledrejection"];
// A script that fails in a loop must not fill the queue.
const most = 10;

/** Keeps the errors of the time before tracing has started. */
export class EarlyErrors {
  #kept = [];
  #keep = event => this.#kept.push(event);

  constructor() {
    for (const name of events) addEventListener(name, this.#keep);
  }

  take() {
    for (const name of events) removeEventListener(name, this.#keep);
    return this.#kept;
  }
}

/** Reports uncaught errors as spans with an exception event. */
export function reportErrors({ tracer, page }, early) {
  let reported = 0;
  const report = event => {
    if (++reported > most) return;
    const cause = event.reason ?? event.error ?? event.message;
    const span = tracer.startSpan("exception", { attributes: { "url.full": location.href } }, page());
    span.recordException(cause instanceof Error
      ? { name: cause.name, message: withoutQuery(cause.message), stack: withoutQuery(cause.stack ?? "") }
      : withoutQuery(String(cause)));
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  early.take().forEach(report);
  for (const name of events) addEventListener(name, report);
}
