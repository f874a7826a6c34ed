"""usage: server.py DESCRIPTOR DETAILS (both base64). Prints the port, then a line for each cancelled call; ends when stdin closes."""
import base64
import sys
import threading
from concurrent import futures

import grpc

from interop import SERVICE, UNLIMITED, Contract

contract = Contract(sys.argv[1])
details = base64.b64decode(sys.argv[2])
ECHO, SIZE, HANG, FAIL = range(4)


def say(line):
    print(line, flush=True)


def echo_metadata(context):
    echoed = [(key, value) for key, value in context.invocation_metadata() if key in ("echo", "echo-bin")]
    context.send_initial_metadata(echoed)
    context.set_trailing_metadata(echoed)


def answer(ask, context):
    if ask.behaviour == FAIL:
        context.set_trailing_metadata([("grpc-status-details-bin", details)])
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "no such star")
    if ask.behaviour == HANG:
        ended = threading.Event()
        # A call that has ended already, because its deadline passed before it got here, takes no callback.
        if context.add_callback(ended.set):
            ended.wait()
        say(f"cancelled {ask.text}")
    payload = bytes(ask.count) if ask.behaviour == SIZE else ask.payload
    return contract.Answer(text=ask.text, count=ask.count, payload=payload)


def unary(ask, context):
    echo_metadata(context)
    return answer(ask, context)


def server_stream(ask, context):
    echo_metadata(context)
    for number in range(ask.count):
        yield contract.Answer(text=ask.text, count=number)
    if ask.behaviour != ECHO:
        answer(ask, context)


def client_stream(asks, context):
    echo_metadata(context)
    texts = [ask.text for ask in asks]
    return contract.Answer(text="".join(texts), count=len(texts))


def bidi(asks, context):
    echo_metadata(context)
    for ask in asks:
        yield answer(ask, context)


def handler(kind, function):
    return kind(function, request_deserializer=contract.Ask.FromString, response_serializer=contract.Answer.SerializeToString)


server = grpc.server(futures.ThreadPoolExecutor(max_workers=16), options=UNLIMITED, compression=grpc.Compression.Gzip)
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, {
    "Unary": handler(grpc.unary_unary_rpc_method_handler, unary),
    "ServerStream": handler(grpc.unary_stream_rpc_method_handler, server_stream),
    "ClientStream": handler(grpc.stream_unary_rpc_method_handler, client_stream),
    "Bidi": handler(grpc.stream_stream_rpc_method_handler, bidi),
}),))
port = server.add_insecure_port("127.0.0.1:0")
server.start()
say(port)
sys.stdin.read()
server.stop(0)
