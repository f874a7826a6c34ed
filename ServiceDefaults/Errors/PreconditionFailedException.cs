namespace OtelShop.ServiceDefaults;

/// <summary>The request is well formed but cannot be carried out as things stand: gRPC FAILED_PRECONDITION with google.rpc.ErrorInfo, HTTP 409.</summary>
/// <param name="reason">What a program can act on, in UPPER_SNAKE_CASE: <c>CART_EMPTY</c>, <c>CARD_EXPIRED</c>.</param>
/// <param name="message">What a person can act on; it reaches the caller.</param>
public sealed class PreconditionFailedException(string reason, string message) : Exception(message)
{
    /// <summary>What a program can act on, in UPPER_SNAKE_CASE.</summary>
    public string Reason { get; } = reason;
}
