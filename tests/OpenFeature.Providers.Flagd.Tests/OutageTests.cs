using OpenFeature.Constant;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class OutageTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task A_daemon_that_is_away_at_the_start_gives_defaults_and_is_found_later(string resolver)
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        flagd.State.GoAway();
        await using var user = new FlagUser(flagd.Address, resolver);
        await user.HearsAsync(ProviderEventTypes.ProviderError);
        var details = await user.Client.GetBooleanDetailsAsync("adFailure", false);
        Assert.Equal((false, Reason.Error, ErrorType.ProviderNotReady), (details.Value, details.Reason, details.ErrorType));

        flagd.State.ComeBack();

        await user.HearsAsync(ProviderEventTypes.ProviderReady);
        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));
    }

    [Fact]
    public async Task Before_the_first_flags_the_default_comes_at_once()
    {
        using var frozen = new FrozenServer();
        await using var user = new FlagUser(frozen.Address);

        var evaluation = user.Client.GetBooleanDetailsAsync("adFailure", false);

        Assert.True(evaluation.IsCompletedSuccessfully);
        Assert.Equal(ErrorType.ProviderNotReady, (await evaluation).ErrorType);
    }

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task A_daemon_that_never_answers_is_an_error(string resolver)
    {
        using var frozen = new FrozenServer();
        await using var user = new FlagUser(frozen.Address, resolver, time: _clock);
        await Eventually.HoldsAsync(() => _clock.Timers > 0);

        _clock.Advance(TimeSpan.FromSeconds(5));

        var error = await user.HearsAsync(ProviderEventTypes.ProviderError);

        Assert.Contains("does not answer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task The_last_flags_hold_for_the_grace_period_and_are_forgotten_then(string resolver)
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, resolver, time: _clock);
        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderStale);
        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));

        _clock.Advance(Grace);

        await user.HearsAsync(ProviderEventTypes.ProviderError);
        Assert.Equal(ErrorType.ProviderNotReady, (await user.Client.GetBooleanDetailsAsync("adFailure", false)).ErrorType);
        Assert.Equal(["adFailure"], (await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged)).FlagsChanged!);
    }

    [Fact]
    public async Task A_daemon_that_is_back_within_the_grace_period_was_never_missed()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address);
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderStale);

        flagd.State.ComeBack();

        await user.HearsAsync(ProviderEventTypes.ProviderReady);
        Assert.Equal(ProviderStatus.Ready, user.Client.ProviderStatus);
        Assert.Equal(["Feature flags are available"], user.Logged);
    }

    [Fact]
    public async Task An_outage_is_one_line_at_its_beginning_and_one_at_its_end()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, configure: options => options.RetryGracePeriod = 0);
        var attempts = flagd.State.Streams;
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderError);
        await Eventually.HoldsAsync(() => flagd.State.Streams > attempts + 5);

        flagd.State.ComeBack();
        await user.HearsAsync(ProviderEventTypes.ProviderReady);

        Assert.Equal(3, user.Logged.Count);
        Assert.Contains("not available", user.Logged.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_that_were_found_late_are_available_once()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        flagd.State.GoAway();
        await using var user = new FlagUser(flagd.Address);
        await user.HearsAsync(ProviderEventTypes.ProviderError);
        flagd.State.ComeBack();
        await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged);

        flagd.Publish(TestFlagd.Switch("adFailure", "off"));
        await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged);

        Assert.Equal(["Feature flags are available"], user.Logged);
    }

    [Fact]
    public async Task Flags_that_come_back_just_when_the_grace_period_ends_are_not_forgotten()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, time: _clock);
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderStale);
        // The grace period and the pause before the next attempt.
        await Eventually.HoldsAsync(() => _clock.Timers == 2);
        flagd.State.Publish("{");
        flagd.State.ComeBack();
        user.WhileLogging = _ => EndGracePeriod();

        _clock.Advance(TimeSpan.FromMilliseconds(100));

        await user.HearsAsync(ProviderEventTypes.ProviderReady);
        Assert.True(await user.Client.GetBooleanValueAsync("adFailure", false));
    }

    [Fact]
    public async Task Flags_that_changed_during_the_outage_are_told_when_it_ends()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address);
        flagd.State.GoAway();
        await user.HearsAsync(ProviderEventTypes.ProviderStale);
        flagd.Publish(TestFlagd.Switch("adFailure", "off"));

        flagd.State.ComeBack();

        Assert.Equal(["adFailure"], (await user.HearsAsync(ProviderEventTypes.ProviderConfigurationChanged)).FlagsChanged!);
        Assert.False(await user.Client.GetBooleanValueAsync("adFailure", true));
    }

    [Fact]
    public async Task A_daemon_whose_process_ended_makes_flags_stale()
    {
        var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var user = await FlagUser.ReadyAsync(flagd.Address, configure: options => options.RetryGracePeriod = 0);

        await flagd.DisposeAsync();

        await user.HearsAsync(ProviderEventTypes.ProviderStale);
        await user.HearsAsync(ProviderEventTypes.ProviderError);
    }

    // On another thread, as far as it gets: it may have to wait for this one.
    private void EndGracePeriod()
    {
        var timer = new Thread(() => _clock.Advance(Grace)) { IsBackground = true };
        timer.Start();
        SpinWait.SpinUntil(() => timer.Join(0) || timer.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
    }
}
