using System.IO.Compression;
using Google.Protobuf;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Manage;

/// <summary>
/// Reads an archive, or one file of OTLP JSON. Nothing is written to disk, so a file's name leads nowhere; what unpacks to more than is allowed is refused
/// while it is unpacked, whatever its header says.
/// </summary>
internal sealed class ArchiveReader(Stream file, string fileName)
{
    public const long MaxFileBytes = 100L * 1024 * 1024;
    private const int MaxEntries = 5_000;
    private const int MaxEntryBytes = 128 * 1024 * 1024;
    private const long MaxTotalBytes = 1024L * 1024 * 1024;
    private static readonly byte[] ZipMark = [(byte)'P', (byte)'K'];

    /// <summary>Hands over each file of telemetry as OTLP, until the end or the first that is wrong.</summary>
    /// <exception cref="ImportException">The file is not one that can be imported.</exception>
    public void Read(Action<DataKind, ReadOnlySpan<byte>> take)
    {
        file.Position = 0;
        Span<byte> mark = stackalloc byte[2];
        var isZip = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.SequenceEqual(ZipMark);
        file.Position = 0;
        if (isZip)
            ReadZip(take);
        else
            Hand(null, fileName, Unpack(file, fileName, MaxTotalBytes), take);
    }

    private void ReadZip(Action<DataKind, ReadOnlySpan<byte>> take)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxEntries)
                throw new ImportException($"{fileName} has {zip.Entries.Count} files; {MaxEntries} are allowed.");
            var left = MaxTotalBytes;
            foreach (var entry in zip.Entries)
            {
                if (KindOf(entry.FullName) is not { } kind)
                    continue;
                using var stream = entry.Open();
                var json = Unpack(stream, entry.FullName, left);
                left -= json.Count;
                Hand(kind, entry.FullName, json, take);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new ImportException($"{fileName} is not a zip file, or is damaged.", damaged);
        }
    }

    /// <summary>Resources and console lines belong to whoever ran them: they are there to be read, and not taken in.</summary>
    private static DataKind? KindOf(string path) => !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? null
        : path.StartsWith("traces/", StringComparison.OrdinalIgnoreCase) ? DataKind.Traces
        : path.StartsWith("structuredlogs/", StringComparison.OrdinalIgnoreCase) ? DataKind.StructuredLogs
        : path.StartsWith("metrics/", StringComparison.OrdinalIgnoreCase) ? DataKind.Metrics
        : null;

    private static ArraySegment<byte> Unpack(Stream stream, string name, long left)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > Math.Min(left, MaxEntryBytes))
                throw new ImportException($"{name} unpacks to more than is allowed.");
        }

        return new(unpacked.GetBuffer(), 0, (int)unpacked.Length);
    }

    private static void Hand(DataKind? kind, string name, ReadOnlySpan<byte> json, Action<DataKind, ReadOnlySpan<byte>> take)
    {
        // The names of OTLP's three messages are the first thing in them.
        kind ??= json.IndexOf("\"resourceSpans\""u8) >= 0 ? DataKind.Traces
            : json.IndexOf("\"resourceLogs\""u8) >= 0 ? DataKind.StructuredLogs
            : json.IndexOf("\"resourceMetrics\""u8) >= 0 ? DataKind.Metrics
            : throw new ImportException($"{name} is neither a zip file nor OTLP JSON with resourceSpans, resourceLogs or resourceMetrics.");
        try
        {
            using var bytes = kind switch
            {
                DataKind.Traces => OtlpJson.ToProtobuf<TracesData>(json),
                DataKind.StructuredLogs => OtlpJson.ToProtobuf<LogsData>(json),
                _ => OtlpJson.ToProtobuf<MetricsData>(json),
            };
            take(kind.Value, bytes.Span);
        }
        catch (Exception wrong) when (wrong is OtlpJsonException or InvalidProtocolBufferException)
        {
            throw new ImportException($"{name}: {wrong.Message}", wrong);
        }
    }
}
