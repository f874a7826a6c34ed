"""Spans of the load generator as OTLP/HTTP JSON, for machines without OpenTelemetry's Python SDK."""
import http.client
import json
import logging
import os
import secrets
import time
import urllib.request
from urllib.parse import unquote

import gevent

INTERVAL_SECONDS = 2
TIMEOUT_SECONDS = 5
BATCH_SIZE = 512
QUEUE_SIZE = 4096
CLIENT = 3
ERROR = 2


class Span:
    """One task of a shopper. As a context manager it is the shopper's current span."""

    def __init__(self, shopper, name, exporter):
        self._shopper, self._name, self._exporter = shopper, name, exporter
        self._parent = shopper.current_span
        self._trace_id = self._parent._trace_id if self._parent else secrets.token_hex(16)
        self._span_id = secrets.token_hex(8)
        self._error = ""
        self.attributes = {"session.id": shopper.session_id}

    @property
    def traceparent(self):
        return f"00-{self._trace_id}-{self._span_id}-01"

    def fail(self, message):
        self._error = message

    def __enter__(self):
        self._start = time.time_ns()
        self._shopper.current_span = self
        return self

    def __exit__(self, kind, error, traceback):
        self._shopper.current_span = self._parent
        # A shopper that Locust ends in the middle of a task has not failed.
        if error and not isinstance(error, gevent.GreenletExit):
            self.fail(str(error))
        self._exporter.add(self)

    def to_json(self):
        return {
            "traceId": self._trace_id,
            "spanId": self._span_id,
            "parentSpanId": self._parent._span_id if self._parent else "",
            "name": self._name,
            "kind": CLIENT,
            "startTimeUnixNano": str(self._start),
            "endTimeUnixNano": str(self._end),
            "attributes": [attribute(key, value) for key, value in self.attributes.items() if value is not None],
            "status": {"code": ERROR, "message": self._error} if self._error else {},
        }

    def end(self):
        self._end = time.time_ns()


class SpanExporter:
    """Sends spans in batches; those that cannot be sent are dropped."""

    def __init__(self, environment=os.environ):
        self.url = traces_url(environment)
        self._queue = []
        self._failed = False
        self._log = logging.getLogger("otlp_spans")
        headers = environment.get("OTEL_EXPORTER_OTLP_TRACES_HEADERS") or environment.get("OTEL_EXPORTER_OTLP_HEADERS", "")
        self._headers = {"Content-Type": "application/json", **dict(pairs(headers))}
        resource = {"service.name": "load-generator", **dict(pairs(environment.get("OTEL_RESOURCE_ATTRIBUTES", "")))}
        resource["service.name"] = environment.get("OTEL_SERVICE_NAME") or resource["service.name"]
        self._resource = {"attributes": [attribute(key, value) for key, value in resource.items()]}

    def add(self, span):
        span.end()
        if self.url and len(self._queue) < QUEUE_SIZE:
            self._queue.append(span)

    def run(self):
        while True:
            gevent.sleep(INTERVAL_SECONDS)
            self.flush()

    def flush(self):
        while self._queue:
            batch, self._queue = self._queue[:BATCH_SIZE], self._queue[BATCH_SIZE:]
            try:
                self._send(batch)
                self._failed = False
            except (OSError, http.client.HTTPException) as error:
                if not self._failed:
                    self._log.warning("Spans cannot be sent to %s (%s): they are dropped until they can.", self.url, error)
                self._failed = True
                return

    def _send(self, batch):
        spans = [{"scope": {"name": "load-generator"}, "spans": [span.to_json() for span in batch]}]
        body = json.dumps({"resourceSpans": [{"resource": self._resource, "scopeSpans": spans}]}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url, body, self._headers), timeout=TIMEOUT_SECONDS) as response:
            response.read()


def traces_url(environment):
    """The variables of OpenTelemetry's specification. Empty without an endpoint, or with one for gRPC only."""
    if environment.get("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json") == "grpc":
        return ""
    base = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")
    return environment.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") or (f"{base.rstrip('/')}/v1/traces" if base else "")


def pairs(text):
    return [(key.strip(), unquote(value.strip())) for key, _, value in (part.partition("=") for part in text.split(",")) if key.strip()]


def attribute(key, value):
    return {"key": key, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": str(value)}}
