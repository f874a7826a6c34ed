// usage: send.mjs PROTOCOL ENDPOINT COMPRESSION KEY. Sends a trace of two spans, a log record and three metrics with the official SDK, waits until the
// exporters are done and prints one line of JSON: the trace's id, and what the SDK had to complain about.
import { DiagLogLevel, SpanKind, SpanStatusCode, context, diag, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const [protocol, endpoint, compression, key] = process.argv.slice(2);
const complaints = [];
const complain = (...words) => complaints.push(words.map(word => (word instanceof Error ? `${word.message} ${word.stack}` : String(word))).join(' '));
diag.setLogger({ error: complain, warn: complain, info() {}, debug() {}, verbose() {} }, { logLevel: DiagLogLevel.WARN });

const headers = key ? { 'x-otlp-api-key': key } : {};
const exporterOf = async (signal, type) => {
  const { [type]: Exporter } = await import(`@opentelemetry/exporter-${signal}-otlp-${protocol}`);
  const options = { compression, timeoutMillis: 5000 };
  if (protocol !== 'grpc')
    return new Exporter({ ...options, headers, url: `${endpoint}v1/${signal === 'trace' ? 'traces' : signal}` });
  const { default: { Metadata } } = await import('@grpc/grpc-js');
  return new Exporter({ ...options, url: endpoint, metadata: Metadata.fromHttp2Headers(headers) });
};

const resource = resourceFromAttributes({ 'service.name': 'node-shop', 'service.instance.id': protocol });
const spans = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(await exporterOf('trace', 'OTLPTraceExporter'))] });
const logs = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: await exporterOf('logs', 'OTLPLogExporter') })] });
const reader = new PeriodicExportingMetricReader({ exporter: await exporterOf('metrics', 'OTLPMetricExporter') });
const metrics = new MeterProvider({ resource, readers: [reader] });

const tracer = spans.getTracer('peer', '1.0');
const root = tracer.startSpan('POST /checkout', { kind: SpanKind.SERVER, attributes: { 'cart.items': 3, 'cart.tags': ['a', 'ü'], 'cart.gift': true, 'cart.weight': 1.5 } });
const inRoot = trace.setSpan(context.active(), root);
const child = tracer.startSpan('charge', { kind: SpanKind.CLIENT, links: [{ context: root.spanContext() }] }, inRoot);
child.addEvent('declined', { code: 'NSF' });
child.setStatus({ code: SpanStatusCode.ERROR, message: 'declined' });
child.end();
logs.getLogger('peer').emit({ severityNumber: SeverityNumber.WARN, body: 'card declined ✗', attributes: { attempt: 1 }, context: inRoot });
root.end();
const meter = metrics.getMeter('peer');
meter.createCounter('orders').add(2, { currency: 'EUR' });
meter.createHistogram('order.value', { unit: '{EUR}' }).record(12.5);
meter.createObservableGauge('stock').addCallback(stock => stock.observe(7));

await Promise.allSettled([spans.shutdown(), logs.shutdown(), metrics.shutdown()]);
console.log(JSON.stringify({ traceId: root.spanContext().traceId, complaints }));
