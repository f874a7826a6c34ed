using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OtelShop.Flagd.Tests.Flags;

/// <summary>The lines that were logged, for waiting on one of them.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly Channel<(EventId Id, string Line)> _lines = Channel.CreateUnbounded<(EventId Id, string Line)>();

    /// <summary>The next line with a part like this; what comes before is passed over.</summary>
    public async Task<string> NextAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var (_, line) in _lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(part, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException("The log has ended.");
    }

    /// <summary>What was logged and not read yet.</summary>
    public IReadOnlyList<(EventId Id, string Line)> Rest()
    {
        var rest = new List<(EventId, string)>();
        while (_lines.Reader.TryRead(out var line))
            rest.Add(line);
        return rest;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite((eventId, formatter(state, exception)));

    public void Dispose() => _lines.Writer.TryComplete();
}
