using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace OtelShop.Payment.Tests;

/// <summary>Reads the google.rpc details of an error as a client in any language would.</summary>
internal static class RpcExceptionDetails
{
    public static string[] Violations(this RpcException error) =>
        [.. Details(error).First(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field)];

    public static string Reason(this RpcException error) =>
        Details(error).First(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Type;

    private static RepeatedField<Any> Details(RpcException error) =>
        Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin")).Details;
}
