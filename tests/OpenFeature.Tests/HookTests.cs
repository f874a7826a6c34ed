using System.Collections.Immutable;
using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class HookTests
{
    private readonly Api _api = new();
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Hooks_run_from_api_to_provider_before_and_back_afterwards()
    {
        var client = await ClientAsync("api", "client", "provider");

        await client.GetBooleanValueAsync("flag", false, null, new FlagEvaluationOptions(new RecordingHook("invocation", _calls)));

        Assert.Equal(
            [
                "before api", "before client", "before invocation", "before provider",
                "after provider", "after invocation", "after client", "after api",
                "finally provider", "finally invocation", "finally client", "finally api",
            ],
            _calls);
    }

    [Fact]
    public async Task A_failed_resolution_goes_to_the_error_hooks()
    {
        var hook = new RecordingHook("api", _calls);
        _api.AddHooks(hook);
        await _api.SetProviderAsync(new ScriptedProvider { Boolean = _ => throw new FlagNotFoundException("gone") });

        await _api.GetClient().GetBooleanValueAsync("flag", false);

        Assert.Equal(["before api", "error api", "finally api"], _calls);
        Assert.Equal((ErrorType.FlagNotFound, "gone"), (((FeatureProviderException)hook.Error!).ErrorType, hook.Error.Message));
    }

    [Fact]
    public async Task A_before_hook_that_fails_keeps_the_provider_out_of_it()
    {
        var provider = new ScriptedProvider();
        _api.AddHooks([new RecordingHook("first", _calls) { FailsAt = "before" }, new RecordingHook("second", _calls)]);
        await _api.SetProviderAsync(provider);

        var details = await _api.GetClient().GetBooleanDetailsAsync("flag", false);

        Assert.Equal((false, Reason.Error, ErrorType.General, "first is broken"), (details.Value, details.Reason, details.ErrorType, details.ErrorMessage));
        Assert.Null(provider.LastContext);
        Assert.Equal(["before first", "error second", "error first", "finally second", "finally first"], _calls);
    }

    [Fact]
    public async Task An_after_hook_that_fails_makes_it_an_error()
    {
        _api.AddHooks(new RecordingHook("hook", _calls) { FailsAt = "after" });
        await _api.SetProviderAsync(new ScriptedProvider());

        Assert.False(await _api.GetClient().GetBooleanValueAsync("flag", false));
        Assert.Equal(["before hook", "after hook", "error hook", "finally hook"], _calls);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("finally")]
    public async Task A_hook_that_fails_at_the_end_does_not_keep_the_others_from_running(string stage)
    {
        _api.AddHooks([new RecordingHook("first", _calls), new RecordingHook("second", _calls) { FailsAt = stage }]);
        await _api.SetProviderAsync(new ScriptedProvider { Boolean = _ => throw new FlagNotFoundException() });

        await _api.GetClient().GetBooleanValueAsync("flag", false);

        Assert.Contains($"{stage} first", _calls);
    }

    [Fact]
    public async Task A_later_before_hook_sees_what_an_earlier_one_added()
    {
        var second = new RecordingHook("second", _calls);
        _api.AddHooks([new RecordingHook("first", _calls) { Adds = EvaluationContext.Builder().Set("planet", "Mars").Build() }, second]);
        await _api.SetProviderAsync(new ScriptedProvider());

        await _api.GetClient().GetBooleanValueAsync("flag", false);

        Assert.Equal("Mars", second.Seen!.GetValue("planet").AsString);
    }

    [Fact]
    public async Task Hooks_get_the_hints_of_the_caller()
    {
        var hook = new RecordingHook("hook", _calls);
        var options = new FlagEvaluationOptions(hook, ImmutableDictionary<string, object>.Empty.Add("colour", "red"));

        await _api.GetClient().GetBooleanValueAsync("flag", false, null, options);

        Assert.Equal("red", hook.Hints!["colour"]);
    }

    [Fact]
    public async Task Hooks_run_although_the_provider_is_not_ready()
    {
        _api.AddHooks(new RecordingHook("hook", _calls));
        _ = _api.SetProviderAsync(new ScriptedProvider { Initialize = () => new TaskCompletionSource().Task });

        await _api.GetClient().GetBooleanValueAsync("flag", false);

        Assert.Equal(["before hook", "error hook", "finally hook"], _calls);
    }

    private async Task<FeatureClient> ClientAsync(string api, string client, string provider)
    {
        _api.AddHooks(new RecordingHook(api, _calls));
        await _api.SetProviderAsync(new ScriptedProvider { Hooks = [new RecordingHook(provider, _calls)] });
        var made = _api.GetClient();
        made.AddHooks([new RecordingHook(client, _calls)]);
        return made;
    }
}
