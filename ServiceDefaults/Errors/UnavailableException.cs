namespace OtelShop.ServiceDefaults;

/// <summary>Something this service needs cannot be reached now: gRPC UNAVAILABLE, HTTP 503. The message reaches the caller, the cause does not.</summary>
/// <param name="message">What cannot be reached.</param>
/// <param name="cause">What was caught, or null.</param>
public sealed class UnavailableException(string message, Exception? cause = null) : Exception(message, cause);
