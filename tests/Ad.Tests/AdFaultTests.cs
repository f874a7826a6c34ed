using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using Oteldemo;
using OtelShop.Testing.Services;
using AdClient = Oteldemo.AdService.AdServiceClient;

namespace OtelShop.Ads.Tests;

public sealed class AdFaultTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly TestFlags _flags = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceHost<Program> _host;
    private readonly AdClient _ads;

    public AdFaultTests()
    {
        _host = new ServiceHost<Program>(
            services =>
            {
                _flags.AddTo(services);
                services.AddSingleton(new Random(42));
                services.AddSingleton<TimeProvider>(_clock);
            },
            ("Ad:HighCpuThreads", "2"), ("Ad:GarbageMebibytes", "1"));
        _ads = new AdClient(_host.Channel);
    }

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task One_request_in_ten_fails_while_adFailure_is_on()
    {
        _flags.Set("adFailure", true);

        var failed = await FailuresAsync(requests: 300);

        Assert.InRange(failed.Count, 15, 45);
        Assert.All(failed, error => Assert.Equal(StatusCode.Unavailable, error.StatusCode));
    }

    [Fact]
    public async Task No_request_fails_after_adFailure_was_switched_off()
    {
        _flags.Set("adFailure", true);
        await FailuresAsync(requests: 30);
        _flags.Set("adFailure", false);

        Assert.Empty(await FailuresAsync(requests: 100));
    }

    [Fact]
    public async Task A_failed_request_asks_not_to_be_repeated()
    {
        _flags.Set("adFailure", true);

        var failed = await FailuresAsync(requests: 60);

        Assert.Equal("-1", failed[0].Trailers.GetValue("grpc-retry-pushback-ms"));
    }

    [Fact]
    public async Task A_failed_request_says_so_in_its_span()
    {
        _flags.Set("adFailure", true);
        await FailuresAsync(requests: 60);
        await Eventually.HoldsAsync(() => _spans.Finished.Any(span => span.Events.Any(happened => happened.Name == "Error")));
        var failure = _spans.Finished.SelectMany(span => span.Events).First(happened => happened.Name == "Error");

        Assert.Contains(failure.Tags, tag => tag.Key == "exception.message");
    }

    [Fact]
    public async Task AdHighCpu_keeps_one_set_of_threads_busy_however_many_requests_there_are()
    {
        using var measurements = _host.Services.Collect<long>(AdTelemetry.SourceName, "demo.ad.cpu.busy_threads");
        _flags.Set("adHighCpu", true);
        await Eventually.HoldsAsync(() => Busy(measurements) == 2);
        await FailuresAsync(requests: 20);

        Assert.Equal(2, Busy(measurements));
    }

    [Fact]
    public async Task The_threads_end_with_adHighCpu_without_another_request()
    {
        using var measurements = _host.Services.Collect<long>(AdTelemetry.SourceName, "demo.ad.cpu.busy_threads");
        _flags.Set("adHighCpu", true);
        await Eventually.HoldsAsync(() => Busy(measurements) == 2);
        _flags.Set("adHighCpu", false);

        await Eventually.HoldsAsync(() => Busy(measurements) == 0);
    }

    [Fact]
    public async Task AdManualGc_collects_garbage_within_the_request()
    {
        _flags.Set("adManualGc", true);
        await _ads.GetAdsAsync(new AdRequest());
        var span = await _spans.NamedAsync("forceGarbageCollection");

        Assert.IsType<double>(span.GetTagItem("demo.ad.gc.pause"));
    }

    [Fact]
    public async Task AdManualGc_collects_only_so_often_within_a_second()
    {
        using var measurements = _host.Services.Collect<long>(AdTelemetry.SourceName, "demo.ad.gc.forced");
        _flags.Set("adManualGc", true);
        await FailuresAsync(requests: 10);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await FailuresAsync(requests: 10);

        Assert.Equal(2, measurements.GetMeasurementSnapshot().Count);
    }

    private static long Busy(MetricCollector<long> measurements) => measurements.GetMeasurementSnapshot().Sum(change => change.Value);

    private async Task<IReadOnlyList<RpcException>> FailuresAsync(int requests)
    {
        var failures = new List<RpcException>();
        for (var request = 0; request < requests; request++)
        {
            try
            {
                await _ads.GetAdsAsync(new AdRequest());
            }
            catch (RpcException error)
            {
                failures.Add(error);
            }
        }

        return failures;
    }
}
