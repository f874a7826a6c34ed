namespace OtelShop.ServiceDefaults;

/// <summary>What the caller asked for does not exist: gRPC NOT_FOUND, HTTP 404. The message reaches the caller.</summary>
/// <param name="message">What does not exist.</param>
public sealed class NotFoundException(string message) : Exception(message);
