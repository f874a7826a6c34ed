using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Manage;

/// <summary>Exports, imports and clears what the dashboard keeps.</summary>
internal sealed class DataKeeper(ResourceDirectory directory, ResourceBoard board, TraceStore traces, LogStore logs, MetricStore metrics, IResourceSource? source = null)
{
    /// <summary>Of everything that has sent telemetry or is run.</summary>
    public IReadOnlyList<string> Services => [.. directory.All.Select(r => r.ServiceName).Concat(board.All.Where(r => r.ResourceType != "Parameter").Select(r => r.DisplayName)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public Task ExportAsync(Stream output, DataSelection selection, CancellationToken cancellationToken) =>
        new ArchiveWriter(traces, logs, metrics, board, source).WriteAsync(output, selection, cancellationToken);

    /// <summary>Reads all of a file before it keeps any of it.</summary>
    /// <returns>How many spans, log records and points were kept, and how many there was no room for.</returns>
    /// <exception cref="ImportException">It cannot be imported; nothing was kept of it.</exception>
    public IngestResult Import(Stream file, string fileName)
    {
        var reader = new ArchiveReader(file, fileName);
        var files = 0;
        reader.Read((kind, data) =>
        {
            Check(kind, data);
            files++;
        });
        if (files == 0)
            throw new ImportException($"{fileName} has no traces, structured logs or metrics in it.");
        long accepted = 0, rejected = 0;
        reader.Read((kind, data) =>
        {
            var result = Keep(kind, data);
            (accepted, rejected) = (accepted + result.Accepted, rejected + result.Rejected);
        });
        return new(accepted, rejected, null);
    }

    public void Clear(DataSelection selection)
    {
        foreach (var resource in directory.All)
        {
            if (selection.Has(DataKind.Traces, resource.ServiceName))
                traces.Clear(resource);
            if (selection.Has(DataKind.StructuredLogs, resource.ServiceName))
                logs.Clear(resource);
            if (selection.Has(DataKind.Metrics, resource.ServiceName))
                metrics.Clear(resource);
        }

        foreach (var resource in board.All.Where(r => selection.Has(DataKind.ConsoleLogs, r.DisplayName)))
            source?.ClearConsole(resource.Name);
    }

    private static void Check(DataKind kind, ReadOnlySpan<byte> data)
    {
        switch (kind)
        {
            case DataKind.Traces:
                TracesData.Parser.ParseFrom(data);
                break;
            case DataKind.StructuredLogs:
                LogsData.Parser.ParseFrom(data);
                break;
            default:
                MetricsData.Parser.ParseFrom(data);
                break;
        }
    }

    private IngestResult Keep(DataKind kind, ReadOnlySpan<byte> data) => kind switch
    {
        DataKind.Traces => traces.Add(data),
        DataKind.StructuredLogs => logs.Add(data),
        _ => metrics.Add(data),
    };
}
