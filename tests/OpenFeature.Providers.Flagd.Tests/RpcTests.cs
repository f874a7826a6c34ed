using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class RpcTests
{
    private const string Kinds = """
        'text': {'state':'ENABLED','variants':{'hi':'hello'},'defaultVariant':'hi'},
        'count': {'state':'ENABLED','variants':{'five':5},'defaultVariant':'five'},
        'huge': {'state':'ENABLED','variants':{'max':5000000000},'defaultVariant':'max'},
        'tree': {'state':'ENABLED','variants':{'oak':{'height':20}},'defaultVariant':'oak'},
        'disabled': {'state':'DISABLED','variants':{'on':true,'off':false},'defaultVariant':'on'},
        'byService': {'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off','targeting':{'if':[{'==':[{'var':'service'},'ad']},'on','off']}}
        """;

    [Fact]
    public async Task Every_type_of_flag_comes_from_the_daemon()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");

        Assert.Equal("hello", await user.Client.GetStringValueAsync("text", ""));
        Assert.Equal(5, await user.Client.GetIntegerValueAsync("count", 0));
        Assert.Equal(5, await user.Client.GetDoubleValueAsync("count", 0));
        Assert.Equal(20, (await user.Client.GetObjectValueAsync("tree", new Value())).AsStructure!.GetValue("height").AsInteger);
        Assert.Equal(4, flagd.State.Questions);
    }

    [Fact]
    public async Task A_constant_result_is_asked_for_once()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");

        var first = await user.Client.GetBooleanDetailsAsync("adFailure", false);
        var second = await user.Client.GetBooleanDetailsAsync("adFailure", false);

        Assert.Equal((Reason.Static, Reason.Cached, 1), (first.Reason, second.Reason, flagd.State.Questions));
        Assert.Equal((true, "on"), (second.Value, second.Variant));
    }

    [Fact]
    public async Task A_result_that_depends_on_the_context_is_asked_for_each_time()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");

        Assert.True(await user.Client.GetBooleanValueAsync("byService", false, EvaluationContext.Builder().Set("service", "ad").Build()));
        Assert.False(await user.Client.GetBooleanValueAsync("byService", true, EvaluationContext.Builder().Set("service", "cart").Build()));
    }

    [Fact]
    public async Task With_the_cache_disabled_every_evaluation_asks()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc", options => options.Cache = "disabled");

        await user.Client.GetBooleanValueAsync("adFailure", false);
        await user.Client.GetBooleanValueAsync("adFailure", false);

        Assert.Equal(2, flagd.State.Questions);
    }

    [Theory]
    [InlineData(new[] { "adFailure" }, 3)]
    [InlineData(null, 4)]
    public async Task A_change_drops_the_results_that_it_names_or_all(string[]? names, int questions)
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "off") + "," + TestFlagd.Switch("other", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");
        await EvaluateBothAsync(user);
        flagd.State.ChangedKeys = names;

        flagd.Publish(TestFlagd.Switch("adFailure", "on") + "," + TestFlagd.Switch("other", "on"));
        await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged);

        Assert.True(await EvaluateBothAsync(user));
        Assert.Equal(questions, flagd.State.Questions);
    }

    [Theory]
    [InlineData("text", ErrorType.TypeMismatch)]
    [InlineData("huge", ErrorType.TypeMismatch)]
    [InlineData("unknown", ErrorType.FlagNotFound)]
    public async Task What_the_daemon_cannot_answer_gives_the_default_and_says_why(string flag, ErrorType error)
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");

        var details = await user.Client.GetIntegerDetailsAsync(flag, 3);

        Assert.Equal((3, error, Reason.Error), (details.Value, details.ErrorType, details.Reason));
    }

    [Fact]
    public async Task An_answer_without_value_gives_the_default_without_an_error()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc");

        var details = await user.Client.GetBooleanDetailsAsync("disabled", true);

        Assert.Equal((true, Reason.Disabled, ErrorType.None), (details.Value, details.Reason, details.ErrorType));
    }

    [Fact]
    public async Task Without_the_stream_no_evaluation_waits_for_the_daemon()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc", time: new TestClock());
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderStale);

        var evaluation = user.Client.GetBooleanDetailsAsync("byService", true);

        Assert.True(evaluation.IsCompletedSuccessfully);
        Assert.Equal((true, ErrorType.ProviderNotReady), ((await evaluation).Value, (await evaluation).ErrorType));
    }

    [Fact]
    public async Task A_daemon_that_lets_one_caller_wait_in_vain_is_not_waited_for_again()
    {
        var clock = new TestClock();
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address, "rpc", time: clock);
        flagd.State.IsFrozen = true;
        var waiting = user.Client.GetBooleanDetailsAsync("byService", true);
        await Eventually.HoldsAsync(() => flagd.State.Questions == 1);

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("flagd does not answer", (await waiting).ErrorMessage);
        await user.HearsAsync(ProviderEventTypes.ProviderStale);
        Assert.True(user.Client.GetBooleanDetailsAsync("byService", true).IsCompletedSuccessfully);
    }

    private static async Task<bool> EvaluateBothAsync(FlagUser user) =>
        await user.Client.GetBooleanValueAsync("adFailure", false) & await user.Client.GetBooleanValueAsync("other", false);
}
