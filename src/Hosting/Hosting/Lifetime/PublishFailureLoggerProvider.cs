using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Lifetime;

/// <summary>
/// Reports a failed step of publishing in one sentence and with exit code 1. Aspire itself logs a stack trace and exits with 0 unless its command line started
/// the AppHost.
/// </summary>
internal sealed class PublishFailureLoggerProvider : ILoggerProvider
{
    private const string Executor = "Aspire.Hosting.Publishing.PipelineExecutor";
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    private readonly HashSet<string> _reported = [];
    private readonly Lock _lock = new();

    /// <exception cref="DistributedApplicationException">The publisher does not exist: Aspire would run every step, image pushes included.</exception>
    public static void Register(ILoggingBuilder logging, IConfiguration configuration)
    {
        if (configuration["Publishing:Publisher"] is { Length: > 0 } publisher and not "manifest")
            throw new DistributedApplicationException($"--publisher is 'manifest', not '{publisher}'; other output comes from --operation publish --step STEP.");
        logging.AddProvider(new PublishFailureLoggerProvider());
        logging.AddFilter(Host, LogLevel.None).AddFilter(Executor, LogLevel.None).AddFilter<PublishFailureLoggerProvider>(Executor, LogLevel.Error);
    }

    public ILogger CreateLogger(string categoryName) => new FailureLogger(categoryName == Executor ? this : null);

    public void Dispose()
    {
        // Nothing is held.
    }

    private void Report(string message)
    {
        Environment.ExitCode = 1;
        lock (_lock)
        {
            if (_reported.Add(message))
                Console.Error.WriteLine(message);
        }
    }

    private sealed class FailureLogger(PublishFailureLoggerProvider? owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => owner is not null && logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                owner!.Report(exception?.Message ?? formatter(state, exception));
        }
    }
}
