using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry.Storage;

namespace OtelShop.Dashboard.Manage;

/// <summary>Writes what is kept as a zip of OTLP JSON, a few megabytes at a time.</summary>
internal sealed class ArchiveWriter(ITelemetryKeeper traces, ITelemetryKeeper logs, ITelemetryKeeper metrics, ResourceBoard board, IResourceSource? source)
{
    /// <summary>Of OTLP in one file. An import refuses files that are many times larger.</summary>
    private const int PartBytes = 4 * 1024 * 1024;
    private const int ConsoleLines = 100_000;

    public async Task WriteAsync(Stream output, DataSelection selection, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var names = new ArchiveNames();
        foreach (var resource in board.All)
        {
            if (selection.Has(DataKind.Resources, resource.DisplayName))
                await AddAsync(zip, names.Next(DataKind.Resources, resource.Name), stream => JsonSerializer.SerializeAsync(stream, resource, JsonSerializerOptions.Web, cancellationToken));
            if (source is not null && selection.Has(DataKind.ConsoleLogs, resource.DisplayName))
                await AddAsync(zip, names.Next(DataKind.ConsoleLogs, resource.Name), stream => WriteConsoleAsync(stream, source.ReadConsole(resource.Name, ConsoleLines), cancellationToken));
        }

        await AddAsync<LogsData>(zip, names, DataKind.StructuredLogs, Chunks(logs, DataKind.StructuredLogs, selection), cancellationToken);
        await AddAsync<TracesData>(zip, names, DataKind.Traces, Chunks(traces, DataKind.Traces, selection), cancellationToken);
        await AddAsync<MetricsData>(zip, names, DataKind.Metrics, Chunks(metrics, DataKind.Metrics, selection), cancellationToken);
    }

    private static IEnumerable<(string Service, byte[] Data)> Chunks(ITelemetryKeeper store, DataKind kind, DataSelection selection) =>
        store.Export().Where(c => selection.Has(kind, c.Resource.ServiceName)).Select(c => (c.Resource.ServiceName, c.Data));

    private static async Task AddAsync<T>(ZipArchive zip, ArchiveNames names, DataKind kind, IEnumerable<(string Service, byte[] Data)> chunks, CancellationToken cancellationToken)
        where T : IMessage<T>, new()
    {
        string? service = null;
        var (part, bytes) = (new T(), 0);
        foreach (var chunk in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bytes > 0 && (chunk.Service != service || bytes + chunk.Data.Length > PartBytes))
            {
                await AddAsync(zip, names.Next(kind, service!), stream => WriteAsync(stream, part, cancellationToken));
                (part, bytes) = (new T(), 0);
            }

            service = chunk.Service;
            part.MergeFrom(chunk.Data);
            bytes += chunk.Data.Length;
        }

        if (bytes > 0)
            await AddAsync(zip, names.Next(kind, service!), stream => WriteAsync(stream, part, cancellationToken));
    }

    private static async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write)
    {
        await using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await write(stream);
    }

    private static async Task WriteAsync(Stream stream, IMessage message, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(stream);
        OtlpJson.Write(writer, message);
        await writer.FlushAsync(cancellationToken);
    }

    private static async Task WriteConsoleAsync(Stream stream, IReadOnlyList<ConsoleLine> lines, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        foreach (var line in lines)
            await writer.WriteLineAsync($"{line.Time:O} {(line.IsError ? "err" : "out")} {line.Text}".AsMemory(), cancellationToken);
    }
}
