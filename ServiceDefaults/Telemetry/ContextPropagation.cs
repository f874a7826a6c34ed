using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>What of a request's context goes on to the next service, by <c>OTEL_PROPAGATORS</c>.</summary>
internal static class ContextPropagation
{
    private const string Variable = "OTEL_PROPAGATORS";
    private const string TraceContext = "tracecontext";
    private const string BaggageName = "baggage";
    private const string None = "none";

    /// <summary>Without the variable: trace context and baggage of W3C.</summary>
    /// <exception cref="InvalidOperationException">The variable names an unknown propagator.</exception>
    public static void ConfigurePropagation(this IHostApplicationBuilder builder)
    {
        var names = (string.IsNullOrWhiteSpace(builder.Configuration[Variable]) ? $"{TraceContext},{BaggageName}" : builder.Configuration[Variable]!)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => name is not (TraceContext or BaggageName or None)) is { } unknown)
            throw new InvalidOperationException($"{Variable} names '{unknown}': the propagators are {TraceContext}, {BaggageName} and {None}.");
        var hasTrace = names.Contains(TraceContext) && !names.Contains(None);
        var hasBaggage = names.Contains(BaggageName) && !names.Contains(None);
        // .NET itself sends and reads baggage of activities. OpenTelemetry's propagator would send its own baggage instead, which the services do not use.
        Sdk.SetDefaultTextMapPropagator(hasTrace ? new TraceContextPropagator() : new CompositeTextMapPropagator([]));
        DistributedContextPropagator.Current = hasTrace && hasBaggage
            ? DistributedContextPropagator.CreateDefaultPropagator()
            : new PartialPropagator(DistributedContextPropagator.CreateDefaultPropagator(), hasTrace, hasBaggage);
        // Of the server, which has taken the default before.
        builder.Services.AddSingleton(DistributedContextPropagator.Current);
    }

    private sealed class PartialPropagator(DistributedContextPropagator all, bool hasTrace, bool hasBaggage) : DistributedContextPropagator
    {
        private static readonly string[] OfBaggage = [BaggageName, "Correlation-Context"];

        public override IReadOnlyCollection<string> Fields => [.. all.Fields.Where(Has)];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => all.Inject(activity, carrier, (target, name, value) =>
        {
            if (Has(name))
                setter?.Invoke(target, name, value);
        });

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
        {
            (traceId, traceState) = (null, null);
            if (hasTrace)
                all.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        }

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
            hasBaggage ? all.ExtractBaggage(carrier, getter) : null;

        private bool Has(string name) => OfBaggage.Contains(name) ? hasBaggage : hasTrace;
    }
}
