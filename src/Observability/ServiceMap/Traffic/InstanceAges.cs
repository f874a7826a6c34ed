using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>First span of each service instance: calls soon after it are part of its warm-up.</summary>
internal sealed class InstanceAges(TimeSpan warmUp)
{
    private readonly Dictionary<(string Service, string Instance), long> _first = [];
    private readonly Queue<(string Service, string Instance)> _order = [];

    public bool IsWarmingUp(SpanRecord span)
    {
        var instance = (span.Service, span.Instance);
        if (!_first.TryGetValue(instance, out var first))
        {
            if (_order.Count == TrafficLimits.Instances)
                _first.Remove(_order.Dequeue());
            _order.Enqueue(instance);
            _first.Add(instance, first = span.End);
        }

        return span.End - first < warmUp.TotalMilliseconds;
    }
}
