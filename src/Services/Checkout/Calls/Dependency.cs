using Google.Rpc;
using Grpc.Core;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;
using StatusCode = Grpc.Core.StatusCode;

namespace OtelShop.Checkouts.Calls;

/// <summary>A service that checkout calls, with the mapping of its errors to checkout's.</summary>
internal sealed class Dependency(string name)
{
    public static readonly Dependency Cart = new("cart");
    public static readonly Dependency ProductCatalog = new("product-catalog");
    public static readonly Dependency Currency = new("currency");
    public static readonly Dependency Shipping = new("shipping");
    public static readonly Dependency Payment = new("payment");

    /// <summary>
    /// Awaits the reply. Errors of the shopper's input keep their status and fields; every other error becomes UNAVAILABLE.
    /// </summary>
    public async Task<TReply> CallAsync<TReply>(AsyncUnaryCall<TReply> call)
    {
        try
        {
            using (call)
                return await call;
        }
        catch (RpcException error)
        {
            throw Map(error);
        }
    }

    private Exception Map(RpcException error)
    {
        var details = error.Trailers.GetRpcStatus(ignoreParseError: true);
        return error.StatusCode switch
        {
            StatusCode.InvalidArgument => new InvalidRequestException(Violations(details?.GetDetail<BadRequest>(), error.Status.Detail)),
            StatusCode.NotFound => new NotFoundException(error.Status.Detail),
            StatusCode.FailedPrecondition => new PreconditionFailedException(
                details?.GetDetail<ErrorInfo>()?.Reason ?? "PRECONDITION_FAILED", error.Status.Detail),
            _ => new UnavailableException($"{name} is not available.", error),
        };
    }

    private FieldViolations Violations(BadRequest? request, string otherwise)
    {
        var violations = new FieldViolations();
        foreach (var violation in request?.FieldViolations ?? [])
            violations.Add(FieldOfOrder(violation.Field), violation.Description);
        if (violations.Count == 0)
            violations.Add(name, otherwise);
        return violations;
    }

    // Fields of the dependencies have the names of the order's fields, except this one.
    private static string FieldOfOrder(string field) => field == "to_code" ? "user_currency" : field;
}
