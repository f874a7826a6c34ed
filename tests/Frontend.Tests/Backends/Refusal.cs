using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace OtelShop.Frontend.Tests.Backends;

/// <summary>Errors as the shop's services send them.</summary>
internal static class Refusal
{
    public static RpcException Plain(StatusCode code, string detail = "secret of the backend") => new(new Grpc.Core.Status(code, detail));

    public static RpcException Invalid(params (string Field, string Description)[] violations)
    {
        var details = new BadRequest();
        foreach (var (field, description) in violations)
        {
            details.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
        }

        return With(StatusCode.InvalidArgument, "The request is not valid.", details);
    }

    public static RpcException Precondition(string reason, string detail) =>
        With(StatusCode.FailedPrecondition, detail, new ErrorInfo { Reason = reason, Domain = "otelshop" });

    public static RpcException Unavailable(string reason) =>
        With(StatusCode.Unavailable, "secret of the backend", new ErrorInfo { Reason = reason, Domain = "otelshop" });

    private static RpcException With(StatusCode code, string detail, IMessage details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = detail, Details = { Any.Pack(details) } };
        return new RpcException(new Grpc.Core.Status(code, detail), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
