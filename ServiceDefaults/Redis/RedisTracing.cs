using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Redis;

/// <summary>
/// Client spans for Redis commands. The driver does not start activities; it only hands out timings of commands that were sent under a
/// profiling context. The context is the caller's activity, and the spans are made, with their true times, soon after it has ended.
/// </summary>
internal sealed class RedisTracing(TimeProvider clock) : BackgroundService, IProfiler
{
    public const string SourceName = "OtelShop.Redis";
    private static readonly ActivitySource Source = new(SourceName);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Activity, object> _callers = new();
    private ConnectionMultiplexer? _redis;

    public void Watch(ConnectionMultiplexer redis)
    {
        _redis = redis;
        redis.RegisterProfiler(this);
    }

    object? IProfiler.GetContext()
    {
        if (Activity.Current is not { Recorded: true } caller || !Source.HasListeners())
            return null;
        // The value serves as the driver's context; it is begun once, by the thread that gets it into the dictionary.
        var context = new object();
        if (_callers.TryAdd(caller, context))
            _redis!.BeginProfiling(context);
        return _callers.TryGetValue(caller, out var known) ? known : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                EmitEnded();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            EmitEnded();
        }
    }

    private void EmitEnded()
    {
        foreach (var (caller, context) in _callers)
        {
            if (!caller.IsStopped || !_callers.TryRemove(caller, out _))
                continue;
            foreach (var command in _redis!.FinishProfiling(context))
                Emit(caller, command);
        }
    }

    private static void Emit(Activity caller, IProfiledCommand command)
    {
        using var span = Source.StartActivity(command.Command, ActivityKind.Client, caller.Context, startTime: command.CommandCreated);
        if (span is null)
            return;
        span.SetTag("db.system.name", "redis");
        span.SetTag("db.operation.name", command.Command);
        span.SetTag("db.namespace", command.Db.ToString());
        if (command.EndPoint is IPEndPoint address)
        {
            span.SetTag("server.address", address.Address.ToString());
            span.SetTag("server.port", address.Port);
        }
        else if (command.EndPoint is DnsEndPoint host)
        {
            span.SetTag("server.address", host.Host);
            span.SetTag("server.port", host.Port);
        }

        span.SetEndTime(command.CommandCreated + CommandTimes.Elapsed(command));
    }
}
