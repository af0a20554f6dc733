"""A collector of traces for tests: OTLP over HTTP, JSON, decoded by the official definitions.

Prints its port, answers until its standard input ends, then prints what it received as one JSON
object and ends.  The argument says how it answers: ok, error, partial, redirect, or silent (never).
"""

import base64
import http.server
import json
import sys
import threading

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

IDS = ("traceId", "spanId", "parentSpanId")
behaviour = sys.argv[1]
requests = []
ended = threading.Event()


def with_base64_ids(value):
    """OTLP writes ids in hexadecimal, where protobuf's own mapping has base64."""
    if isinstance(value, dict):
        return {
            key: base64.b64encode(bytes.fromhex(item)).decode()
            if key in IDS
            else with_base64_ids(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [with_base64_ids(item) for item in value]
    return value


def attributes(items):
    values = {item.key: item.value for item in items}
    assert len(values) == len(items), "a key stands twice"
    kinds = {key: value.WhichOneof("value") for key, value in values.items()}
    return {key: {kinds[key]: getattr(value, kinds[key])} for key, value in values.items()}


def described(body):
    """Decodes a request strictly: a member that the definitions do not have is an error."""
    request = json_format.Parse(json.dumps(with_base64_ids(json.loads(body))), ExportTraceServiceRequest())
    spans = []
    for resource in request.resource_spans:
        for scope in resource.scope_spans:
            for span in scope.spans:
                spans.append({
                    "service": attributes(resource.resource.attributes)["service.name"]["string_value"],
                    "scope": scope.scope.name,
                    "trace": span.trace_id.hex(),
                    "id": span.span_id.hex(),
                    "parent": span.parent_span_id.hex(),
                    "name": span.name,
                    "kind": span.kind,
                    "start": span.start_time_unix_nano,
                    "end": span.end_time_unix_nano,
                    "attributes": attributes(span.attributes),
                    "events": [
                        {"name": event.name, "time": event.time_unix_nano, "attributes": attributes(event.attributes)}
                        for event in span.events
                    ],
                    "droppedEvents": span.dropped_events_count,
                    "status": span.status.code,
                    "message": span.status.message,
                })
    return spans


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received = {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "spans": [], "error": None}
        try:
            received["spans"] = described(body)
        except Exception as error:
            received["error"] = repr(error)
        requests.append(received)
        if behaviour == "silent":
            ended.wait()
        answer = ExportTraceServiceResponse()
        if behaviour == "partial":
            answer.partial_success.rejected_spans = 2
        content = json_format.MessageToJson(answer).encode()
        self.send_response({"error": 503, "redirect": 307}.get(behaviour, 200))
        if behaviour == "redirect":
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
print(json.dumps({"requests": requests}), flush=True)
ended.set()
