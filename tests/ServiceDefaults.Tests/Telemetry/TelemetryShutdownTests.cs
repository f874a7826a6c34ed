using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

public sealed class TelemetryShutdownTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_service_that_is_stopped_twice_and_disposed_of_ends_its_telemetry_once()
    {
        var instrumentation = new SlowInstrumentation();
        var service = await TestService.StartAsync(builder =>
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddInstrumentation(instrumentation)));

        var stops = Task.WhenAll(service.StopAsync(), service.StopAsync());
        await instrumentation.FirstEnd.WaitAsync(TimeSpan.FromSeconds(20));
        await service.DisposeAsync();
        await stops;

        Assert.Equal(1, instrumentation.Ends);
    }

    /// <summary>Its first end takes a moment, so that a second one would meet it.</summary>
    private sealed class SlowInstrumentation : IDisposable
    {
        private readonly TaskCompletionSource _firstEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _secondEnd = new();
        private int _ends;

        public Task FirstEnd => _firstEnd.Task;

        public int Ends => Volatile.Read(ref _ends);

        public void Dispose()
        {
            if (Interlocked.Increment(ref _ends) > 1)
            {
                _secondEnd.Set();
                return;
            }

            _firstEnd.TrySetResult();
            _secondEnd.Wait(Moment);
        }
    }
}
