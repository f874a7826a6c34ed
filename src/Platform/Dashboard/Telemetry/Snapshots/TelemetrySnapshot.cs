using Google.Protobuf;
using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Telemetry.Snapshots;

/// <summary>Writes telemetry to a folder at the stop and reads it at the next start, before anything is listened to.</summary>
internal sealed class TelemetrySnapshot(IEnumerable<SnapshotPart> parts, IOptions<DashboardOptions> options, ILogger<TelemetrySnapshot> logger) : IHostedService
{
    private readonly string? _folder = options.Value.Persistence.Folder;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_folder))
            return Task.CompletedTask;
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(part, FileOf(part));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_folder))
            return Task.CompletedTask;
        foreach (var part in parts)
            Write(part, FileOf(part));
        return Task.CompletedTask;
    }

    private string FileOf(SnapshotPart part) => Path.Combine(Path.GetFullPath(_folder!), part.Name + ".otlp");

    private void Read(SnapshotPart part, string file)
    {
        if (!File.Exists(file))
            return;
        try
        {
            logger.SnapshotRead(SnapshotFile.Read(file).Sum(chunk => part.Add(chunk).Accepted), part.Name, file);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidProtocolBufferException or EndOfStreamException)
        {
            SetAside(file, damaged.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            logger.SnapshotUnreadable(file, unreadable.Message);
        }
    }

    private void SetAside(string file, string reason)
    {
        var aside = file + ".damaged";
        try
        {
            File.Move(file, aside, overwrite: true);
            logger.SnapshotSetAside(file, reason, aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.SnapshotUnreadable(file, reason);
        }
    }

    private void Write(SnapshotPart part, string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            SnapshotFile.Write(file, part.Export());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.SnapshotNotWritten(error, file);
        }
    }
}
