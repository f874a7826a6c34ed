using System.Collections.Concurrent;
using System.Diagnostics;
using OpenFeature.Model;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class QuietTests
{
    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task Traffic_with_the_daemon_leaves_no_spans(string resolver)
    {
        using var spans = new Names();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource("Grpc.Net.Client", "System.Net.Http").AddProcessor(spans).Build();
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, resolver);

        await user.Client.GetBooleanValueAsync("adFailure", false, EvaluationContext.Empty);

        Assert.DoesNotContain(spans.Started, span => span.Contains("flagd", StringComparison.Ordinal));
    }

    private sealed class Names : BaseProcessor<Activity>
    {
        public ConcurrentQueue<string> Started { get; } = new();

        public override void OnStart(Activity data) => Started.Enqueue(data.DisplayName);
    }
}
