using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Carries W3C trace context and baggage in the headers of a message.</summary>
internal static class KafkaPropagation
{
    // Not the process-wide default: that is empty until a tracer provider exists, and messages must carry context in any case.
    private static readonly CompositeTextMapPropagator Propagator = new([new TraceContextPropagator(), new BaggagePropagator()]);

    public static void Inject(Activity? activity, Headers headers)
    {
        var baggage = Baggage.Current;
        foreach (var (name, value) in activity?.Baggage ?? [])
            baggage = baggage.SetBaggage(name, value);
        Propagator.Inject(new PropagationContext(activity?.Context ?? default, baggage), headers, Set);
    }

    public static PropagationContext Extract(Headers? headers) =>
        headers is null ? default : Propagator.Extract(default, headers, Get);

    private static void Set(Headers headers, string name, string value)
    {
        headers.Remove(name);
        if (!IsPropagated(name))
            return;
        headers.Add(name, Encoding.UTF8.GetBytes(value));
    }

    private static IEnumerable<string> Get(Headers headers, string name) =>
        IsPropagated(name) && headers.TryGetLastBytes(name, out var value) && value is not null ? [Encoding.UTF8.GetString(value)] : [];

    // By OTEL_PROPAGATORS.
    private static bool IsPropagated(string name) => DistributedContextPropagator.Current.Fields.Contains(name);
}
