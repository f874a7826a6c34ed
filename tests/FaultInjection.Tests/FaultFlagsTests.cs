using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Flagd;

namespace OtelShop.FaultInjection.Tests;

/// <summary>Costs of faults that are off, for each request and each call.</summary>
public sealed class FaultFlagsTests : IAsyncLifetime
{
    private const string Rule = "{'if': [{'and': [{'in': [{'var': 'service'}, ['frontend']]}, {'in': [{'var': 'dependency'}, ['cart']]}]}, 'VARIANT', 'off']}";

    private static readonly EvaluationContext Call = EvaluationContext.Builder().Set("dependency", "cart").Build();
    private readonly Api _api = new();
    private readonly Activity _request = new Activity("request").AddBaggage("session.id", "ada").Start();
    private TestFlagd _flagd = null!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await TestFlagd.StartAsync(Lost("off"));
        _api.SetContext(EvaluationContext.Builder().Set("service", "frontend").Build());
        _api.SetTransactionContextPropagator(new BaggageContext());
        await _api.SetProviderAsync(new FlagdProvider(_flagd.Address, new FlagdOptions(), TimeProvider.System, NullLogger<FlagdProvider>.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        _request.Dispose();
        await _api.ShutdownAsync();
        await _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("slow")]
    [InlineData("unknown")]
    public async Task A_fault_without_targets_costs_no_memory(string flag)
    {
        var flags = Flags();
        await flags.IsOnAsync(flag, Call);
        await flags.NumberAsync(flag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Assert.False(await flags.IsOnAsync(flag, Call) || await flags.NumberAsync(flag) > 0);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task A_fault_is_on_for_whom_its_rule_names_as_soon_as_it_is_turned_on()
    {
        _flagd.Publish(Lost("on"));
        await Eventually.HoldsAsync(async () => await Flags().IsOnAsync("lost", Call));

        Assert.False(await Flags().IsOnAsync("lost", EvaluationContext.Builder().Set("dependency", "payment").Build()));
    }

    private FaultFlags Flags() => new(_api, _api.GetClient());

    private static string Lost(string variant) =>
        $"'lost': {{'state':'ENABLED','variants':{{'on':true,'off':false}},'defaultVariant':'off','targeting':{Rule.Replace("VARIANT", variant)}}},"
        + "'slow': {'state':'ENABLED','variants':{'1s':1000,'off':0},'defaultVariant':'off'}";
}
