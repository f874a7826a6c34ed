using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class EvaluationTests
{
    private readonly Api _api = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task Without_a_provider_the_caller_gets_its_own_default()
    {
        var details = await _api.GetClient().GetStringDetailsAsync("greeting", "hello");

        Assert.Equal(("hello", Reason.Default, ErrorType.None), (details.Value, details.Reason, details.ErrorType));
    }

    [Fact]
    public async Task Every_type_of_flag_comes_from_the_provider()
    {
        await _api.SetProviderAsync(_provider);
        var client = _api.GetClient();

        Assert.True(await client.GetBooleanValueAsync("flag", false));
        Assert.Equal(7, await client.GetIntegerValueAsync("flag", 0));
        Assert.Equal(0.5, await client.GetDoubleValueAsync("flag", 0));
        Assert.Equal(2, (await client.GetObjectValueAsync("flag", new Value())).AsStructure!.GetValue("depth").AsInteger);
    }

    [Fact]
    public async Task Details_say_how_the_value_came_about()
    {
        await _api.SetProviderAsync(_provider);

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", false);

        Assert.Equal(("flag", true, "on", Reason.Static), (details.FlagKey, details.Value, details.Variant, details.Reason));
    }

    [Fact]
    public async Task A_provider_that_throws_costs_the_caller_nothing_but_the_value()
    {
        await _api.SetProviderAsync(_provider);

        var details = await _api.GetClient().GetStringDetailsAsync("greeting", "hello");

        Assert.Equal(("hello", Reason.Error, ErrorType.General, "out of order"), (details.Value, details.Reason, details.ErrorType, details.ErrorMessage));
    }

    [Fact]
    public async Task A_provider_that_fails_later_costs_the_caller_nothing_but_the_value()
    {
        _provider.Boolean = async _ =>
        {
            await Task.Yield();
            throw new TypeMismatchException("not a boolean");
        };
        await _api.SetProviderAsync(_provider);

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", true);

        Assert.Equal((true, Reason.Error, ErrorType.TypeMismatch, "not a boolean"), (details.Value, details.Reason, details.ErrorType, details.ErrorMessage));
    }

    [Fact]
    public async Task A_failed_resolution_gives_the_default_whatever_its_value_says()
    {
        _provider.Boolean = key => Task.FromResult(new ResolutionDetails<bool>(key, true, ErrorType.ParseError, "ODD", "on", "no JSON"));
        await _api.SetProviderAsync(_provider);

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", false);

        Assert.Equal((false, Reason.Error, ErrorType.ParseError, "no JSON"), (details.Value, details.Reason, details.ErrorType, details.ErrorMessage));
    }

    [Fact]
    public async Task A_provider_that_is_not_ready_is_not_asked()
    {
        _ = _api.SetProviderAsync(new ScriptedProvider { Initialize = () => new TaskCompletionSource().Task });

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", false);

        Assert.Equal((false, Reason.Error, ErrorType.ProviderNotReady), (details.Value, details.Reason, details.ErrorType));
    }

    [Fact]
    public async Task A_provider_that_failed_for_good_is_not_asked()
    {
        await _api.SetProviderAsync(new ScriptedProvider { Initialize = () => throw new ProviderFatalException("wrong key") });

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", false);

        Assert.Equal((false, Reason.Error, ErrorType.ProviderFatal), (details.Value, details.Reason, details.ErrorType));
    }

    [Fact]
    public async Task A_provider_in_trouble_is_still_asked()
    {
        await _api.SetProviderAsync(new ScriptedProvider { Initialize = () => throw new InvalidOperationException("away") });

        Assert.Equal(ProviderStatus.Error, _api.GetClient().ProviderStatus);
        Assert.True(await _api.GetClient().GetBooleanValueAsync("flag", false));
    }

    [Fact]
    public async Task A_domain_has_a_provider_of_its_own()
    {
        await _api.SetProviderAsync("billing", _provider);

        Assert.True(await _api.GetClient("billing").GetBooleanValueAsync("flag", false));
        Assert.False(await _api.GetClient("shipping").GetBooleanValueAsync("flag", false));
    }

    [Fact]
    public async Task A_provider_that_was_replaced_is_shut_down()
    {
        await _api.SetProviderAsync(_provider);
        await _api.SetProviderAsync(new ScriptedProvider());

        Assert.True(_provider.IsShutDown);
    }

    [Fact]
    public async Task A_provider_that_still_serves_a_domain_is_not_shut_down()
    {
        await _api.SetProviderAsync(_provider);
        await _api.SetProviderAsync("billing", _provider);
        await _api.SetProviderAsync(new ScriptedProvider());

        Assert.False(_provider.IsShutDown);
    }

    [Fact]
    public async Task An_evaluation_without_hooks_allocates_nothing_of_its_own()
    {
        var answer = Task.FromResult(new ResolutionDetails<bool>("flag", true));
        _provider.Boolean = _ => answer;
        await _api.SetProviderAsync(_provider);
        var client = _api.GetClient();
        Evaluate(client, 1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate(client, 1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Evaluate(FeatureClient client, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.True(client.GetBooleanValueAsync("flag", false).IsCompletedSuccessfully);
    }
}
