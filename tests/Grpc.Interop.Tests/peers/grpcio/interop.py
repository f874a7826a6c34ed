"""Messages and method table of protos/interop.proto, made from its serialized descriptor (no code generation needed)."""
import base64

from google.protobuf import descriptor_pb2, descriptor_pool

try:
    from google.protobuf.message_factory import GetMessageClass
except ImportError:  # protobuf before 4.22
    from google.protobuf.message_factory import MessageFactory

    GetMessageClass = MessageFactory().GetPrototype

SERVICE = "otelshop.interop.Interop"
UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


class Contract:
    def __init__(self, descriptor_base64):
        pool = descriptor_pool.DescriptorPool()
        pool.Add(descriptor_pb2.FileDescriptorProto.FromString(base64.b64decode(descriptor_base64)))
        self.Ask = GetMessageClass(pool.FindMessageTypeByName("otelshop.interop.Ask"))
        self.Answer = GetMessageClass(pool.FindMessageTypeByName("otelshop.interop.Answer"))
