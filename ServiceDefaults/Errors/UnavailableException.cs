namespace OtelShop.ServiceDefaults;

/// <summary>Something this service needs cannot be reached now: gRPC UNAVAILABLE, HTTP 503. The message reaches the caller, the cause does not.</summary>
/// <param name="message">What cannot be reached.</param>
/// <param name="cause">What was caught, or null.</param>
/// <param name="reason">What a program can act on, in UPPER_SNAKE_CASE, sent as google.rpc.ErrorInfo; null sends none.</param>
public sealed class UnavailableException(string message, Exception? cause = null, string? reason = null) : Exception(message, cause)
{
    /// <summary>What a program can act on, in UPPER_SNAKE_CASE, or null.</summary>
    public string? Reason { get; } = reason;
}
