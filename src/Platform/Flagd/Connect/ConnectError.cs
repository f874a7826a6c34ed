using System.Text.Json.Nodes;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>A failed call as Connect tells it: a code in lower case, and for unary calls an HTTP status (Connect protocol, "Error codes").</summary>
internal sealed record ConnectError(string Code, int HttpStatus, string Message)
{
    private static readonly Dictionary<StatusCode, (string Code, int HttpStatus)> Codes = new()
    {
        [StatusCode.Cancelled] = ("canceled", StatusCodes.Status499ClientClosedRequest),
        [StatusCode.Unknown] = ("unknown", StatusCodes.Status500InternalServerError),
        [StatusCode.InvalidArgument] = ("invalid_argument", StatusCodes.Status400BadRequest),
        [StatusCode.DeadlineExceeded] = ("deadline_exceeded", StatusCodes.Status504GatewayTimeout),
        [StatusCode.NotFound] = ("not_found", StatusCodes.Status404NotFound),
        [StatusCode.AlreadyExists] = ("already_exists", StatusCodes.Status409Conflict),
        [StatusCode.PermissionDenied] = ("permission_denied", StatusCodes.Status403Forbidden),
        [StatusCode.ResourceExhausted] = ("resource_exhausted", StatusCodes.Status429TooManyRequests),
        [StatusCode.FailedPrecondition] = ("failed_precondition", StatusCodes.Status400BadRequest),
        [StatusCode.Aborted] = ("aborted", StatusCodes.Status409Conflict),
        [StatusCode.OutOfRange] = ("out_of_range", StatusCodes.Status400BadRequest),
        [StatusCode.Unimplemented] = ("unimplemented", StatusCodes.Status501NotImplemented),
        [StatusCode.Internal] = ("internal", StatusCodes.Status500InternalServerError),
        [StatusCode.Unavailable] = ("unavailable", StatusCodes.Status503ServiceUnavailable),
        [StatusCode.DataLoss] = ("data_loss", StatusCodes.Status500InternalServerError),
        [StatusCode.Unauthenticated] = ("unauthenticated", StatusCodes.Status401Unauthorized),
    };

    public static ConnectError Of(Status status)
    {
        var (code, http) = Codes.GetValueOrDefault(status.StatusCode, Codes[StatusCode.Unknown]);
        return new ConnectError(code, http, status.Detail);
    }

    public JsonObject ToJson() => new() { ["code"] = Code, ["message"] = Message };
}
