using Google.Protobuf.WellKnownTypes;
using OpenFeature.Constant;
using OpenFeature.Model;
using ModelValue = OpenFeature.Model.Value;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class InProcessTests
{
    private const string Kinds = """
        'text': {'state':'ENABLED','variants':{'hi':'hello'},'defaultVariant':'hi'},
        'count': {'state':'ENABLED','variants':{'five':5},'defaultVariant':'five','metadata':{'team':'load'}},
        'share': {'state':'ENABLED','variants':{'half':0.5},'defaultVariant':'half'},
        'huge': {'state':'ENABLED','variants':{'max':5000000000},'defaultVariant':'max'},
        'tree': {'state':'ENABLED','variants':{'oak':{'height':20,'tags':['old']}},'defaultVariant':'oak'},
        'disabled': {'state':'DISABLED','variants':{'on':true,'off':false},'defaultVariant':'on'},
        'byService': {'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off','targeting':{'if':[{'==':[{'var':'service'},'ad']},'on','off']}}
        """;

    [Fact]
    public async Task Every_type_of_flag_is_evaluated_here()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        Assert.Equal("hello", await user.Client.GetStringValueAsync("text", ""));
        Assert.Equal(5, await user.Client.GetIntegerValueAsync("count", 0));
        Assert.Equal(0.5, await user.Client.GetDoubleValueAsync("share", 0));
        Assert.Equal("old", (await user.Client.GetObjectValueAsync("tree", new ModelValue())).AsStructure!.GetValue("tags").AsList![0].AsString);
        Assert.Equal(0, flagd.State.Questions);
    }

    [Fact]
    public async Task Details_name_variant_reason_and_metadata()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        var details = await user.Client.GetDoubleDetailsAsync("count", 0);

        Assert.Equal((5, "five", Reason.Static, "load"), (details.Value, details.Variant, details.Reason, details.FlagMetadata!.GetString("team")));
    }

    [Theory]
    [InlineData("share", ErrorType.TypeMismatch)]
    [InlineData("huge", ErrorType.TypeMismatch)]
    [InlineData("text", ErrorType.TypeMismatch)]
    [InlineData("unknown", ErrorType.FlagNotFound)]
    public async Task What_is_no_integer_gives_the_default_and_says_why(string flag, ErrorType error)
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        var details = await user.Client.GetIntegerDetailsAsync(flag, 3);

        Assert.Equal((3, error, Reason.Error), (details.Value, details.ErrorType, details.Reason));
    }

    [Fact]
    public async Task A_disabled_flag_gives_the_default_without_an_error()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        var details = await user.Client.GetBooleanDetailsAsync("disabled", false);

        Assert.Equal((false, Reason.Disabled, ErrorType.None), (details.Value, details.Reason, details.ErrorType));
    }

    [Theory]
    [InlineData("ad", true)]
    [InlineData("cart", false)]
    public async Task A_rule_sees_the_context_of_the_caller(string service, bool expected)
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        var details = await user.Client.GetBooleanDetailsAsync("byService", !expected, EvaluationContext.Builder().Set("service", service).Build());

        Assert.Equal((expected, Reason.TargetingMatch), (details.Value, details.Reason));
    }

    [Fact]
    public async Task What_the_daemon_adds_to_the_context_has_the_last_word()
    {
        await using var flagd = await TestFlagd.StartAsync(Kinds);
        flagd.State.SyncContext = new Struct { Fields = { ["service"] = Google.Protobuf.WellKnownTypes.Value.ForString("ad") } };
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        Assert.True(await user.Client.GetBooleanValueAsync("byService", false, EvaluationContext.Builder().Set("service", "cart").Build()));
    }

    [Fact]
    public async Task A_change_arrives_and_is_told_with_its_keys()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "off") + "," + TestFlagd.Switch("other", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address);
        Assert.False(await user.Client.GetBooleanValueAsync("adFailure", false));

        flagd.Publish(TestFlagd.Switch("adFailure", "on") + "," + TestFlagd.Switch("other", "on"));

        Assert.Equal(["adFailure"], (await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged)).FlagsChanged!);
        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));
    }

    [Fact]
    public async Task A_broken_document_leaves_the_last_good_one_and_is_explained()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address);

        flagd.State.Publish("""{"flags": {"adFailure": {"state": "MAYBE"}}}""");
        await Eventually.HoldsAsync(() => user.Logged.Any(line => line.Contains("cannot be read", StringComparison.Ordinal)));

        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));
        Assert.Contains(user.Logged, line => line.Contains("adFailure", StringComparison.Ordinal));
    }
}
