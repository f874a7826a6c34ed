using Google.Rpc;
using Grpc.Core;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;
using StatusCode = Grpc.Core.StatusCode;

namespace OtelShop.Checkouts.Calls;

/// <summary>A service that checkout asks, and what its refusals mean for the order.</summary>
internal sealed class Callee(string name)
{
    public static readonly Callee Cart = new("cart");
    public static readonly Callee ProductCatalog = new("product-catalog");
    public static readonly Callee Currency = new("currency");
    public static readonly Callee Shipping = new("shipping");
    public static readonly Callee Payment = new("payment");

    /// <summary>
    /// The callee's answer. A mistake of the shopper is passed on as the callee named it; whatever else goes wrong, the callee is unavailable.
    /// </summary>
    public async Task<TAnswer> AnswerAsync<TAnswer>(AsyncUnaryCall<TAnswer> call)
    {
        try
        {
            using (call)
                return await call;
        }
        catch (RpcException error)
        {
            throw Meaning(error);
        }
    }

    private Exception Meaning(RpcException error)
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

    // The shopper knows the order's fields; those of the callees that can be wrong have the same names, except this one.
    private static string FieldOfOrder(string field) => field == "to_code" ? "user_currency" : field;
}
