using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd.Tests;

/// <summary>A process that uses flags: a client with the flagd provider, the events that it heard and what was logged.</summary>
internal sealed class FlagUser : IAsyncDisposable, ILogger<FlagdProvider>
{
    private readonly Api _api = new();
    private readonly Lock _lock = new();
    private readonly List<ProviderEventPayload> _events = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FlagUser(Uri flagd, string resolver = "in-process", Action<FlagdOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new FlagdOptions { Resolver = resolver, RetryBackoffMs = 10, RetryBackoffMaxMs = 100, DeadlineMs = 10_000 };
        configure?.Invoke(options);
        Client = _api.GetClient();
        foreach (var type in Enum.GetValues<ProviderEventTypes>())
            Client.AddHandler(type, Hear);
        _ = _api.SetProviderAsync(new FlagdProvider(flagd, options, time ?? TimeProvider.System, this));
    }

    public IFeatureClient Client { get; }

    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>Runs while something is being logged.</summary>
    public Action<string>? WhileLogging { get; set; }

    public static async Task<FlagUser> ReadyAsync(Uri flagd, string resolver = "in-process", Action<FlagdOptions>? configure = null, TimeProvider? time = null)
    {
        var user = new FlagUser(flagd, resolver, configure, time);
        await user.HearsAsync(ProviderEventTypes.ProviderReady);
        return user;
    }

    /// <summary>The next event of the type that has not been waited for; those before it are forgotten.</summary>
    public async Task<ProviderEventPayload> HearsAsync(ProviderEventTypes type)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                var index = _events.FindIndex(payload => payload.Type == type);
                if (index >= 0)
                {
                    var heard = _events[index];
                    _events.RemoveRange(0, index + 1);
                    return heard;
                }

                more = _more.Task;
            }

            await more.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public async ValueTask DisposeAsync() => await _api.ShutdownAsync();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        Logged.Enqueue(line);
        WhileLogging?.Invoke(line);
    }

    private void Hear(ProviderEventPayload? payload)
    {
        lock (_lock)
        {
            _events.Add(payload!);
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
