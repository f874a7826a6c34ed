using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Frontends.Api;

/// <summary>A backend's error as HTTP: status, public message and invalid fields.</summary>
internal sealed record BackendError(int StatusCode, string Message)
{
    private const string RetryAfterSeconds = "2";
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Machine-readable reason; null if the backend gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>Messages by JSON path: <c>creditCard.creditCardNumber</c>.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; private init; } = new Dictionary<string, string[]>();

    public bool IsFault => StatusCode >= StatusCodes.Status500InternalServerError;

    /// <summary>Tells the client when to try again an overloaded or unavailable service.</summary>
    public void AddRetryAfter(IHeaderDictionary headers)
    {
        if (StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) { headers.RetryAfter = RetryAfterSeconds; }
    }

    public static BackendError Of(RpcException error)
    {
        var details = DetailsOf(error);
        var reason = details.OfType<ErrorInfo>().FirstOrDefault()?.Reason;
        // draft-ietf-httpapi-idempotency-key-header section 2.7.
        var status = reason == OrderFailureReasons.KeyReused ? StatusCodes.Status422UnprocessableEntity : HttpStatusOf(error.StatusCode);
        if (status >= StatusCodes.Status500InternalServerError) { return new(status, FaultText(status)) { Reason = reason }; }
        return new(status, error.Status.Detail)
        {
            Reason = reason,
            Fields = details.OfType<BadRequest>().SelectMany(request => request.FieldViolations)
                .GroupBy(violation => JsonPath(violation.Field), violation => violation.Description)
                .ToDictionary(group => group.Key, group => group.ToArray()),
        };
    }

    public static int HttpStatusOf(StatusCode code) => code switch
    {
        Grpc.Core.StatusCode.InvalidArgument or Grpc.Core.StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        Grpc.Core.StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        Grpc.Core.StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        Grpc.Core.StatusCode.NotFound => StatusCodes.Status404NotFound,
        Grpc.Core.StatusCode.FailedPrecondition or Grpc.Core.StatusCode.AlreadyExists or Grpc.Core.StatusCode.Aborted => StatusCodes.Status409Conflict,
        Grpc.Core.StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        // A backend that stops cancels its calls.
        Grpc.Core.StatusCode.Unavailable or Grpc.Core.StatusCode.Cancelled => StatusCodes.Status503ServiceUnavailable,
        Grpc.Core.StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string FaultText(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => "A service of the shop is not available right now. Try again in a moment.",
        StatusCodes.Status504GatewayTimeout => "A service of the shop took too long to answer. Try again in a moment.",
        _ => "The shop could not process the request. The error was recorded.",
    };

    private static IReadOnlyList<object> DetailsOf(RpcException error)
    {
        if (error.Trailers.GetValueBytes(DetailsTrailer) is not { } bytes) { return []; }
        var details = Google.Rpc.Status.Parser.ParseFrom(bytes).Details;
        return
        [
            .. details.Where(detail => detail.Is(BadRequest.Descriptor)).Select(detail => detail.Unpack<BadRequest>()),
            .. details.Where(detail => detail.Is(ErrorInfo.Descriptor)).Select(detail => detail.Unpack<ErrorInfo>()),
        ];
    }

    /// <summary>Converts credit_card.credit_card_number to creditCard.creditCardNumber.</summary>
    private static string JsonPath(string protoPath) => protoPath == "to_code"
        ? "currencyCode"
        : string.Join('.', protoPath.Split('.').Select(CamelCase));

    private static string CamelCase(string snakeCase) =>
        JsonNamingPolicy.CamelCase.ConvertName(string.Concat(snakeCase.Split('_').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])));
}
