namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Who calls whom. Public because components are, and take it as a parameter.</summary>
/// <param name="Caller">Id of the caller, or of the topic that a consumer reads.</param>
/// <param name="Callee">Id of the callee, or of the topic that a producer writes to.</param>
/// <param name="Now">In the window. Latency is the callee's where it answered, else the caller's.</param>
/// <param name="Before">In the window before.</param>
public sealed record ServiceCall(string Caller, string Callee, CallStatistics Now, CallStatistics Before)
{
    public IReadOnlyList<CallExample> Slowest { get; init; } = [];

    public IReadOnlyList<CallExample> Failed { get; init; } = [];
}
