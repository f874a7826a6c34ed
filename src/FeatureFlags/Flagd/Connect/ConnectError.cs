using System.Text.Json.Nodes;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Error of a Connect call: a lower-case code and, for unary calls, an HTTP status (Connect protocol, "Error codes").</summary>
internal sealed record ConnectError(string Code, int HttpStatus, string Message)
{
    public static ConnectError TooLate => Of(new Status(StatusCode.DeadlineExceeded, "The time that the client gave has passed."));

    public static ConnectError Of(Status status) => status.StatusCode switch
    {
        StatusCode.Cancelled => new("canceled", StatusCodes.Status499ClientClosedRequest, status.Detail),
        StatusCode.InvalidArgument => new("invalid_argument", StatusCodes.Status400BadRequest, status.Detail),
        StatusCode.DeadlineExceeded => new("deadline_exceeded", StatusCodes.Status504GatewayTimeout, status.Detail),
        StatusCode.NotFound => new("not_found", StatusCodes.Status404NotFound, status.Detail),
        StatusCode.AlreadyExists => new("already_exists", StatusCodes.Status409Conflict, status.Detail),
        StatusCode.PermissionDenied => new("permission_denied", StatusCodes.Status403Forbidden, status.Detail),
        StatusCode.ResourceExhausted => new("resource_exhausted", StatusCodes.Status429TooManyRequests, status.Detail),
        StatusCode.FailedPrecondition => new("failed_precondition", StatusCodes.Status400BadRequest, status.Detail),
        StatusCode.Aborted => new("aborted", StatusCodes.Status409Conflict, status.Detail),
        StatusCode.OutOfRange => new("out_of_range", StatusCodes.Status400BadRequest, status.Detail),
        StatusCode.Unimplemented => new("unimplemented", StatusCodes.Status501NotImplemented, status.Detail),
        StatusCode.Internal => new("internal", StatusCodes.Status500InternalServerError, status.Detail),
        StatusCode.Unavailable => new("unavailable", StatusCodes.Status503ServiceUnavailable, status.Detail),
        StatusCode.DataLoss => new("data_loss", StatusCodes.Status500InternalServerError, status.Detail),
        StatusCode.Unauthenticated => new("unauthenticated", StatusCodes.Status401Unauthorized, status.Detail),
        _ => new("unknown", StatusCodes.Status500InternalServerError, status.Detail),
    };

    public JsonObject ToJson() => new() { ["code"] = Code, ["message"] = Message };
}
