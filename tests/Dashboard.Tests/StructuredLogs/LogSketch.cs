using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.StructuredLogs;

/// <summary>Log records of one service in a few lines.</summary>
internal sealed class LogSketch(string service)
{
    public const long Start = 1_795_000_000_000_000_000;

    private readonly ScopeLogs _scope = new() { Scope = new InstrumentationScope { Name = "OtelShop.Carts.CartService" } };

    public byte[] Bytes => new LogsData
    {
        ResourceLogs = { new ResourceLogs { Resource = new Resource { Attributes = { TraceSketch.Attribute("service.name", service) } }, ScopeLogs = { _scope } } },
    }.ToByteArray();

    /// <param name="message">The body.</param>
    /// <param name="severity">How bad.</param>
    /// <param name="milliseconds">After the start.</param>
    /// <param name="change">Adds what else it has.</param>
    public LogSketch Says(string message, SeverityNumber severity = SeverityNumber.Info, double milliseconds = 0, Action<LogRecord>? change = null)
    {
        var record = new LogRecord
        {
            TimeUnixNano = (ulong)(Start + (long)(milliseconds * 1e6)),
            SeverityNumber = severity,
            Body = new AnyValue { StringValue = message },
        };
        change?.Invoke(record);
        _scope.LogRecords.Add(record);
        return this;
    }
}
