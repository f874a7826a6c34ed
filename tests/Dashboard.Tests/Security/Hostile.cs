using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Security;

/// <summary>Telemetry of somebody who means harm.</summary>
internal static class Hostile
{
    public const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    public const string TraceId = "0102030405060708090a0b0c0d0e0f10";
    private const ulong Noon = 1_700_000_000_000_000_000;

    public static string Ansi => "\e]0;title\a\e[31mred\e[2J\0";

    /// <summary>Puts it into every text of a log and a trace.</summary>
    public static void Send(RunningDashboard dashboard)
    {
        dashboard.Get<LogStore>().Add(Broken(new LogsData { ResourceLogs = { new ResourceLogs { Resource = From(), ScopeLogs = { new ScopeLogs { LogRecords = { Record() } } } } } }));
        dashboard.Get<TraceStore>().Add(Broken(new TracesData { ResourceSpans = { new ResourceSpans { Resource = From(), ScopeSpans = { new ScopeSpans { Spans = { Span() } } } } } }));
    }

    private static LogRecord Record() => new()
    {
        TimeUnixNano = Noon, SeverityText = Script, SeverityNumber = SeverityNumber.Error, EventName = Script, TraceId = Id(16), SpanId = Id(8),
        Body = new() { StringValue = $"{Script}{Ansi}BROKEN" }, Attributes = { Text("exception.stacktrace", Script), Text(Script, Ansi) },
    };

    private static Span Span() => new()
    {
        TraceId = Id(16), SpanId = Id(8), Name = $"{Script}BROKEN", StartTimeUnixNano = Noon, EndTimeUnixNano = Noon - 5,
        Attributes = { Text(Script, Script), Text("http.url", "javascript:alert(1)"), Text("long", new string('x', 1 << 20)) },
        Events = { new Span.Types.Event { Name = Script, TimeUnixNano = ulong.MaxValue } },
        Status = new() { Code = Status.Types.StatusCode.Error, Message = Script },
    };

    private static Resource From() => new() { Attributes = { Text("service.name", "<b onclick=alert(1)>shop"), Text("service.instance.id", Script) } };

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private static ByteString Id(int length) => ByteString.CopyFrom([.. Enumerable.Range(1, length).Select(i => (byte)i)]);

    // A sender in another language may put bytes into a text that are no UTF-8; the C# classes refuse to.
    private static byte[] Broken(IMessage message)
    {
        var bytes = message.ToByteArray();
        for (int at; (at = bytes.AsSpan().IndexOf("BROKEN"u8)) >= 0;)
            Encoding.Latin1.GetBytes("\u00ff\u00fe\u00c0\u0080\u00ed\u00a0").CopyTo(bytes, at);
        return bytes;
    }
}
