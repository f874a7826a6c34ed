"""usage: client.py DESCRIPTOR ADDRESS SCENARIO. Makes one call and prints what came of it as one line of JSON."""
import base64
import json
import sys

import grpc

from interop import SERVICE, UNLIMITED, Contract

contract = Contract(sys.argv[1])
address, scenario = sys.argv[2:]
Ask = contract.Ask
ECHO, SIZE, HANG, FAIL = range(4)
channel = grpc.insecure_channel(address, options=UNLIMITED)


def method(kind, name):
    return kind(f"/{SERVICE}/{name}", request_serializer=Ask.SerializeToString, response_deserializer=contract.Answer.FromString)


def text_of(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


unary = method(channel.unary_unary, "Unary")
asks = [Ask(text=text) for text in ("a", "b", "c")]


def run():
    if scenario == "unary":
        return {"text": unary(Ask(text="hello")).text}
    if scenario == "server-stream":
        return {"counts": [a.count for a in method(channel.unary_stream, "ServerStream")(Ask(count=3))]}
    if scenario == "client-stream":
        return {"text": method(channel.stream_unary, "ClientStream")(iter(asks)).text}
    if scenario == "bidi":
        return {"texts": [a.text for a in method(channel.stream_stream, "Bidi")(iter(asks))]}
    if scenario == "deadline":
        unary(Ask(behaviour=HANG), timeout=0.3)
    if scenario == "cancel":
        stream = method(channel.unary_stream, "ServerStream")(Ask(count=1, behaviour=HANG))
        next(stream)
        stream.cancel()
        next(stream)
    if scenario == "large":
        return {"size": len(unary(Ask(payload=bytes(4 * 1024 * 1024 - 1024))).payload)}
    if scenario == "too-large":
        unary(Ask(payload=bytes(4 * 1024 * 1024 + 1)))
    if scenario == "metadata":
        answer, call = unary.with_call(Ask(), metadata=(("echo", "plain"), ("echo-bin", b"\x00\xff\x10")))
        return {"headers": {k: text_of(v) for k, v in call.initial_metadata() if k.startswith("echo")},
                "trailers": {k: text_of(v) for k, v in call.trailing_metadata() if k.startswith("echo")}}
    if scenario == "unimplemented":
        method(channel.unary_unary, "NotThere")(Ask())
    if scenario == "details":
        unary(Ask(behaviour=FAIL))
    if scenario == "gzip":
        return {"text": unary(Ask(text="hello " * 1000), compression=grpc.Compression.Gzip).text}
    raise SystemExit(f"unknown scenario {scenario}")


try:
    outcome = run()
except grpc.RpcError as error:
    outcome = {"code": error.code().value[0], "message": error.details(),
               "details": next((text_of(v) for k, v in error.trailing_metadata() or () if k == "grpc-status-details-bin"), None)}
print(json.dumps(outcome))
