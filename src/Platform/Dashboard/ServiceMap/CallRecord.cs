using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Tallies of a node, a call or an operation, in the window and in the one before it.</summary>
internal sealed class CallRecord(long from)
{
    public CallTally Now { get; } = new();

    public CallTally Before { get; } = new();

    public CallExamples Examples { get; } = new();

    public void Add(SpanEntry measured, bool isError) => (measured.Start >= from ? Now : Before).Add(measured.Duration, isError);

    public (CallStatistics Now, CallStatistics Before) Count(KnownTime known) => (Now.Count(known.Now), Before.Count(known.Before));

    /// <summary>The same, and remembers it should it be worth showing.</summary>
    public void AddExample(SpanEntry measured, bool isError)
    {
        Add(measured, isError);
        if (measured.Start >= from)
            Examples.Add(measured, isError);
    }
}
