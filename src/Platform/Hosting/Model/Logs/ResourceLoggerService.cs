using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the last 10,000 lines of every resource's log.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A logger that writes into the log of a resource; from level Error on, as lines of standard error.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    /// <summary>A logger that writes into the log of a resource; from level Error on, as lines of standard error.</summary>
    public ILogger GetLogger(string resourceName) => new ResourceLogger(Of(resourceName));

    /// <summary>Every line that is kept, then every new one, in batches, until the log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>Every line that is kept, then every new one, in batches, until the log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        WatchTimedAsync(resourceName).Select(IReadOnlyList<LogLine> (lines) => [.. lines.Select(timed => timed.Line)]);

    /// <summary>Every line that is kept.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    /// <summary>Every line that is kept.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        new[] { (IReadOnlyList<LogLine>)[.. Of(resourceName).Lines().Select(timed => timed.Line)] }.Where(lines => lines.Count > 0).ToAsyncEnumerable();

    /// <summary>Ends the log of a resource: whoever watches it comes to an end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    /// <summary>Ends the log of a resource: whoever watches it comes to an end.</summary>
    public void Complete(string name) => Of(name).Complete();

    /// <summary>Forgets the lines of a resource.</summary>
    public void ClearBacklog(string resourceName) => Of(resourceName).Clear();

    /// <summary>The log into which the runner writes what a process says.</summary>
    internal ResourceLog Of(string resourceName) => _logs.GetOrAdd(resourceName, _ => new ResourceLog(Time));

    /// <summary>As <see cref="WatchAsync(string)"/>, with the time of each line.</summary>
    internal IAsyncEnumerable<IReadOnlyList<TimedLine>> WatchTimedAsync(string resourceName) => ReadAsync(Of(resourceName));

    private static async IAsyncEnumerable<IReadOnlyList<TimedLine>> ReadAsync(
        ResourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = log.Open();
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                yield return Batch(channel.Reader);
        }
        finally
        {
            log.Close(channel);
        }
    }

    private static List<TimedLine> Batch(ChannelReader<TimedLine> reader)
    {
        var lines = new List<TimedLine>();
        while (lines.Count < 1000 && reader.TryRead(out var line))
            lines.Add(line);
        return lines;
    }
}
