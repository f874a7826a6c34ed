using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace OtelShop.Checkout.Tests.Fakes;

/// <summary>What a fake answers instead of doing its work, while it is set.</summary>
internal sealed class Failure
{
    private volatile RpcException? _error;
    private int _remaining;

    public void Set(Grpc.Core.StatusCode code, IMessage? detail = null, int times = int.MaxValue)
    {
        var trailers = new Metadata();
        if (detail is not null)
        {
            var status = new Google.Rpc.Status { Code = (int)code, Message = "refused", Details = { Google.Protobuf.WellKnownTypes.Any.Pack(detail) } };
            trailers.Add("grpc-status-details-bin", status.ToByteArray());
        }

        _remaining = times;
        _error = new RpcException(new Grpc.Core.Status(code, "refused"), trailers);
    }

    public void SetViolation(string field) => Set(Grpc.Core.StatusCode.InvalidArgument,
        new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = "is wrong" } } });

    public void SetReason(string reason) =>
        Set(Grpc.Core.StatusCode.FailedPrecondition, new ErrorInfo { Reason = reason, Domain = "otelshop" });

    public void Clear() => _error = null;

    public void ThrowIfSet()
    {
        if (_error is { } error && Interlocked.Decrement(ref _remaining) >= 0)
            throw error;
    }
}
