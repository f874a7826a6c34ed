import { propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { DocumentLoadInstrumentation } from "@opentelemetry/instrumentation-document-load";
import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, WebTracerProvider } from "@opentelemetry/sdk-trace-web";
import { PageContextManager } from "./page-context.js";
import { PageSpanProcessor } from "./page-spans.js";

/** Starts the SDK with what the script element says of service and session. */
export function startTracing(settings, endpoint) {
  const session = { "session.id": settings.session, "enduser.id": settings.session };
  const isSynthetic = settings.synthetic === "true";
  const contexts = new PageContextManager(withBaggage(isSynthetic ? { ...session, synthetic_request: "true" } : session));
  const provider = new WebTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ ...serviceOf(settings), ...browser() })),
    spanProcessors: [
      new PageSpanProcessor(isSynthetic ? { ...session, "demo.synthetic_request": "true" } : session),
      // Flushed after the last web vitals, not before them.
      new BatchSpanProcessor(new OTLPTraceExporter({ url: endpoint.href }), { scheduledDelayMillis: 500, disableAutoFlushOnDocumentHide: true }),
    ],
  });
  provider.register({ contextManager: contexts });
  registerInstrumentations({
    instrumentations: [new DocumentLoadInstrumentation(), new FetchInstrumentation({ ignoreUrls: [endpoint.href] })],
  });
  return {
    contexts,
    tracer: provider.getTracer(settings.service, settings.version),
    /** The server's span of the page that is shown. */
    page: () => propagation.extract(ROOT_CONTEXT, { traceparent: document.querySelector("meta[name=traceparent]")?.content ?? "" }),
    flushWhenHidden() {
      const flush = () => document.visibilityState === "hidden" && provider.forceFlush();
      document.addEventListener("visibilitychange", flush);
      addEventListener("pagehide", () => provider.forceFlush());
    },
  };
}

function withBaggage(entries) {
  const values = Object.entries(entries).map(([name, value]) => [name, { value }]);
  return propagation.setBaggage(ROOT_CONTEXT, propagation.createBaggage(Object.fromEntries(values)));
}

const serviceOf = settings => ({
  "service.name": settings.service,
  "service.namespace": settings.namespace,
  "service.version": settings.version,
});

const browser = () => ({
  "user_agent.original": navigator.userAgent,
  "browser.language": navigator.language,
  "browser.brands": navigator.userAgentData?.brands.map(({ brand, version }) => `${brand} ${version}`),
  "browser.platform": navigator.userAgentData?.platform,
  "browser.mobile": navigator.userAgentData?.mobile,
});
