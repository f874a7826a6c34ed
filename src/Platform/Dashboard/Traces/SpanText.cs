using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Traces;

/// <summary>Parts of a span that have a meaning of their own.</summary>
internal static class SpanText
{
    public const string StackTrace = "exception.stacktrace";

    private static readonly string[] Peers = ["peer.service", "db.namespace", "messaging.destination.name", "server.address", "net.peer.name"];

    /// <summary>What an outgoing call went to, when that sends no telemetry itself. Null where the span does not say.</summary>
    public static string? Peer(Span span)
    {
        if (span.Kind is not (Span.Types.SpanKind.Client or Span.Types.SpanKind.Producer))
            return null;
        var system = Attribute(span, "db.system.name") ?? Attribute(span, "db.system") ?? Attribute(span, "messaging.system");
        var name = Peers.Select(key => Attribute(span, key)).FirstOrDefault(text => text is not null);
        return (system, name) switch
        {
            (null, null) => null,
            (null, _) => Attribute(span, "server.port") is { } port && name == Attribute(span, "server.address") ? $"{name}:{port}" : name,
            (_, null) => system,
            _ => $"{system} {name}",
        };
    }

    public static string? Attribute(Span span, string key) => Attribute(span.Attributes, key);

    public static string? Attribute(IEnumerable<KeyValue> attributes, string key) =>
        attributes.FirstOrDefault(a => a.Key == key) is { } found && AnyValueText.Of(found.Value) is { Length: > 0 } text ? text : null;

    /// <summary>The name without the package of a gRPC service: every row of a waterfall would begin with it.</summary>
    public static string ShortName(string name)
    {
        var slash = name.IndexOf('/');
        var dot = slash > 0 && name.AsSpan(0, slash).IndexOfAny(' ', ':') < 0 ? name.LastIndexOf('.', slash) : -1;
        return dot < 0 ? name : name[(dot + 1)..];
    }

    /// <summary>What a pointer that rests on a span is told.</summary>
    public static string Title(SpanEntry span) =>
        $"{Cut.ToLine(span.Name, 200)}{(span.Kind is Span.Types.SpanKind.Internal or Span.Types.SpanKind.Unspecified ? "" : $" ({Kind(span.Kind)})")}";

    /// <summary>For the style sheet, which draws an arrow for what leaves and what enters a process.</summary>
    public static string KindClass(Span.Types.SpanKind kind) => kind switch
    {
        Span.Types.SpanKind.Client => " out",
        Span.Types.SpanKind.Server => " in",
        Span.Types.SpanKind.Producer => " send",
        Span.Types.SpanKind.Consumer => " take",
        _ => "",
    };

    public static string Kind(Span.Types.SpanKind kind) => kind switch
    {
        Span.Types.SpanKind.Server => "server",
        Span.Types.SpanKind.Client => "client",
        Span.Types.SpanKind.Producer => "producer",
        Span.Types.SpanKind.Consumer => "consumer",
        _ => "internal",
    };
}
