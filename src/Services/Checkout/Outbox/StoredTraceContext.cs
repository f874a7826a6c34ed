using System.Diagnostics;

namespace OtelShop.Checkouts.Outbox;

/// <summary>Trace context stored with a message, so that its delivery continues the trace.</summary>
internal sealed record StoredTraceContext(string? TraceParent, string? TraceState, string? Baggage)
{
    public static StoredTraceContext Current()
    {
        var headers = new Dictionary<string, string>();
        DistributedContextPropagator.Current.Inject(Activity.Current, headers, static (carrier, name, value) =>
            ((Dictionary<string, string>)carrier!)[name] = value);
        return new(headers.GetValueOrDefault("traceparent"), headers.GetValueOrDefault("tracestate"), headers.GetValueOrDefault("baggage"));
    }

    /// <summary>Starts a span as a child of the stored one; null when traces are off.</summary>
    public Activity? Continue(ActivitySource source, string name)
    {
        ActivityContext.TryParse(TraceParent, TraceState, isRemote: true, out var parent);
        var span = source.StartActivity(name, ActivityKind.Internal, parent);
        if (span is not null)
        {
            foreach (var (key, value) in ReadBaggage())
                span.AddBaggage(key, value);
        }

        return span;
    }

    private IEnumerable<KeyValuePair<string, string?>> ReadBaggage() => DistributedContextPropagator.Current.ExtractBaggage(this, Read) ?? [];

    private static void Read(object? carrier, string field, out string? value, out IEnumerable<string>? values)
    {
        value = field == "baggage" ? ((StoredTraceContext)carrier!).Baggage : null;
        values = null;
    }
}
