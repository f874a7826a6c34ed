"""usage: client.py ADDRESS SERVICE/METHOD TIMEOUT DESCRIPTOR... Sends the JSON request of standard input, prints the outcome as one line of JSON."""
import base64
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, timestamp_pb2

try:
    from google.protobuf.message_factory import GetMessageClass
except ImportError:  # protobuf before 4.22
    from google.protobuf.message_factory import MessageFactory

    GetMessageClass = MessageFactory().GetPrototype

address, path, timeout = sys.argv[1:4]
pool = descriptor_pool.DescriptorPool()
pool.AddSerializedFile(timestamp_pb2.DESCRIPTOR.serialized_pb)
for descriptor in sys.argv[4:]:
    pool.Add(descriptor_pb2.FileDescriptorProto.FromString(base64.b64decode(descriptor)))
service, name = path.split("/")
method = pool.FindServiceByName(service).methods_by_name[name]
Request, Response = GetMessageClass(method.input_type), GetMessageClass(method.output_type)
request = json_format.Parse(sys.stdin.read(), Request())
streams = service.startswith("grpc.reflection")
channel = grpc.insecure_channel(address, options=[("grpc.max_send_message_length", -1)])
call = (channel.stream_stream if streams else channel.unary_unary)(
    "/" + path, request_serializer=Request.SerializeToString, response_deserializer=Response.FromString)

try:
    response = next(call(iter([request]), timeout=float(timeout))) if streams else call(request, timeout=float(timeout))
    outcome = {"code": 0, "response": json_format.MessageToDict(response, preserving_proto_field_name=True)}
except grpc.RpcError as error:
    details = [value for key, value in error.trailing_metadata() or () if key == "grpc-status-details-bin"]
    outcome = {"code": error.code().value[0], "message": error.details(), "details": base64.b64encode(details[0]).decode() if details else None}
print(json.dumps(outcome))
