using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Status;

/// <summary>What the host has to tell, on its way to the console. The table owns the terminal, so nobody else writes to it.</summary>
internal sealed class Notices : ILoggerProvider
{
    private readonly Channel<Notice> _channel = Channel.CreateBounded<Notice>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<Notice> Reader => _channel.Reader;

    public ILogger CreateLogger(string categoryName) => new Logger(_channel.Writer);

    public void Dispose() => _channel.Writer.TryComplete();

    private sealed class Logger(ChannelWriter<Notice> writer) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                writer.TryWrite(new Notice(logLevel, exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}"));
        }
    }
}
