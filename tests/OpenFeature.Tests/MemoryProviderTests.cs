using OpenFeature.Constant;
using OpenFeature.Model;
using OpenFeature.Providers.Memory;

namespace OpenFeature.Tests;

public sealed class MemoryProviderTests
{
    private readonly Api _api = new();
    private readonly InMemoryProvider _provider = new(new Dictionary<string, Flag>
    {
        ["adFailure"] = new Flag<bool>(new() { ["on"] = true, ["off"] = false }, "off", context => context.TargetingKey == "unlucky" ? "on" : "off"),
        ["vus"] = new Flag<int>(new() { ["few"] = 5 }, "few", null, new ImmutableMetadata(new() { ["team"] = "load" })),
        ["share"] = new Flag<double>(new() { ["half"] = 0.5 }, "half"),
    });

    [Fact]
    public async Task A_flag_without_rule_is_static()
    {
        var details = await (await ClientAsync()).GetIntegerDetailsAsync("vus", 0);

        Assert.Equal((5, "few", Reason.Static, "load"), (details.Value, details.Variant, details.Reason, details.FlagMetadata!.GetString("team")));
    }

    [Fact]
    public async Task A_rule_chooses_by_the_context()
    {
        var details = await (await ClientAsync()).GetBooleanDetailsAsync("adFailure", false, EvaluationContext.Builder().SetTargetingKey("unlucky").Build());

        Assert.Equal((true, "on", Reason.TargetingMatch), (details.Value, details.Variant, details.Reason));
    }

    [Fact]
    public async Task A_whole_number_may_be_asked_for_as_either_type()
    {
        Assert.Equal(5.0, await (await ClientAsync()).GetDoubleValueAsync("vus", 0));
    }

    [Theory]
    [InlineData("share", ErrorType.TypeMismatch)]
    [InlineData("adFailure", ErrorType.TypeMismatch)]
    [InlineData("unknown", ErrorType.FlagNotFound)]
    public async Task What_cannot_be_answered_gives_the_default_and_says_why(string flag, ErrorType error)
    {
        var details = await (await ClientAsync()).GetIntegerDetailsAsync(flag, 3);

        Assert.Equal((3, error, Reason.Error), (details.Value, details.ErrorType, details.Reason));
    }

    [Fact]
    public async Task New_flags_hold_at_once()
    {
        var client = await ClientAsync();

        await _provider.UpdateFlagsAsync(new Dictionary<string, Flag> { ["vus"] = new Flag<int>(new() { ["many"] = 50 }, "many") });

        Assert.Equal(50, await client.GetIntegerValueAsync("vus", 0));
    }

    private async Task<FeatureClient> ClientAsync()
    {
        await _api.SetProviderAsync(_provider);
        return _api.GetClient();
    }
}
