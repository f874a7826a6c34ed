using Microsoft.Extensions.Options;
using OpenFeature;
using OtelShop.FaultInjection;

namespace OtelShop.Ads;

/// <summary>Keeps processors busy with spinning threads while <c>adHighCpu</c> is on. The threads end with the flag, without a request.</summary>
internal sealed class HighCpuFault(IFeatureClient flags, IOptions<AdOptions> options, AdTelemetry telemetry, ILogger<HighCpuFault> logger) : BackgroundService
{
    private CancellationTokenSource? _running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var isOn in flags.PollBooleanAsync("adHighCpu", stoppingToken))
            {
                if (isOn)
                    Start();
                else
                    Stop();
            }
        }
        finally
        {
            Stop();
        }
    }

    private void Start()
    {
        if (_running is not null)
            return;

        _running = new CancellationTokenSource();
        var until = _running.Token;
        for (var number = 1; number <= options.Value.HighCpuThreads; number++)
            new Thread(() => Spin(until)) { IsBackground = true, Name = $"adHighCpu {number}" }.Start();
        logger.ProcessorBusy(options.Value.HighCpuThreads);
    }

    private void Stop()
    {
        if (_running is null)
            return;

        _running.Cancel();
        _running.Dispose();
        _running = null;
        logger.ProcessorFree();
    }

    private void Spin(CancellationToken until)
    {
        telemetry.ThreadBusy();
        while (!until.IsCancellationRequested)
            Thread.SpinWait(1000);
        telemetry.ThreadFree();
    }
}
