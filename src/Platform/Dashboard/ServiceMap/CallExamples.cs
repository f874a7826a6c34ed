using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Keeps the slowest calls and the latest failed ones.</summary>
internal sealed class CallExamples
{
    private const int Count = 5;
    private readonly PriorityQueue<SpanEntry, long> _slowest = new();
    private readonly PriorityQueue<SpanEntry, long> _failed = new();

    public IReadOnlyList<CallExample> Slowest => [.. Take(_slowest).OrderByDescending(e => e.Duration)];

    public IReadOnlyList<CallExample> Failed => [.. Take(_failed).Select(e => e with { IsError = true }).OrderByDescending(e => e.Start)];

    public void Add(SpanEntry span, bool isError)
    {
        Keep(_slowest, span, span.Duration);
        if (isError)
            Keep(_failed, span, span.Start);
    }

    private static void Keep(PriorityQueue<SpanEntry, long> queue, SpanEntry span, long weight)
    {
        if (queue.Count < Count)
            queue.Enqueue(span, weight);
        else if (queue.TryPeek(out _, out var least) && weight > least)
            queue.DequeueEnqueue(span, weight);
    }

    private static IEnumerable<CallExample> Take(PriorityQueue<SpanEntry, long> queue) =>
        queue.UnorderedItems.Select(i => new CallExample(i.Element.TraceId, i.Element.SpanId, i.Element.Name, i.Element.Start, i.Element.Duration, i.Element.IsError));
}
