using Flagd.Evaluation.V1;
using Grpc.Core;
using OtelShop.Flagd.Listeners;
using V2 = Flagd.Evaluation.V2;

namespace OtelShop.Flagd.Tests.Evaluation;

public sealed class EvaluationServiceTests : IAsyncLifetime
{
    private const string Flags = """
        {"metadata": {"flagSetId": "test"}, "flags": {
          "yes": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"},
          "seven": {"state": "ENABLED", "variants": {"seven": 7}, "defaultVariant": "seven"},
          "half": {"state": "ENABLED", "variants": {"half": 0.5}, "defaultVariant": "half"},
          "star": {"state": "ENABLED", "variants": {"star": "Sirius"}, "defaultVariant": "star"},
          "moon": {"state": "ENABLED", "variants": {"moon": {"name": "Io"}}, "defaultVariant": "moon"},
          "undecided": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": null},
          "broken": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"nonsense": []}},
          "astray": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"if": [true, "nowhere"]}},
          "disabled": {"state": "DISABLED", "variants": {"yes": true}, "defaultVariant": "yes"}
        }}
        """;

    private RunningFlagd _flagd = default!;

    private Service.ServiceClient First => new(_flagd.Channel(Listener.Evaluation));

    private V2.Service.ServiceClient Second => new(_flagd.Channel(Listener.Evaluation));

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync(Flags);

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Fact]
    public async Task Every_type_has_a_method()
    {
        var answers = (
            (await First.ResolveBooleanAsync(new() { FlagKey = "yes" })).Value,
            (await First.ResolveIntAsync(new() { FlagKey = "seven" })).Value,
            (await First.ResolveFloatAsync(new() { FlagKey = "half" })).Value,
            (await First.ResolveStringAsync(new() { FlagKey = "star" })).Value,
            (await First.ResolveObjectAsync(new() { FlagKey = "moon" })).Value.Fields["name"].StringValue);

        Assert.Equal((true, 7, 0.5, "Sirius", "Io"), answers);
    }

    [Theory]
    [InlineData("nope", StatusCode.NotFound)]
    [InlineData("star", StatusCode.InvalidArgument)]
    [InlineData("broken", StatusCode.DataLoss)]
    [InlineData("astray", StatusCode.Unknown)]
    [InlineData("undecided", StatusCode.NotFound)]
    public async Task The_first_version_has_a_status_for_errors_and_flags_without_a_default(string flag, StatusCode status)
    {
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await First.ResolveBooleanAsync(new() { FlagKey = flag }));

        Assert.Equal(status, failed.StatusCode);
    }

    [Fact]
    public async Task A_disabled_flag_of_any_type_has_its_reason_and_no_variant()
    {
        await _flagd.ServeAsync(Flags.Replace("ENABLED", "DISABLED", StringComparison.Ordinal));
        var (yes, seven, half, star, moon) = (
            await First.ResolveBooleanAsync(new() { FlagKey = "yes" }),
            await First.ResolveIntAsync(new() { FlagKey = "seven" }),
            await First.ResolveFloatAsync(new() { FlagKey = "half" }),
            await First.ResolveStringAsync(new() { FlagKey = "star" }),
            await First.ResolveObjectAsync(new() { FlagKey = "moon" }));

        Assert.All([yes.Reason, seven.Reason, half.Reason, star.Reason, moon.Reason], reason => Assert.Equal("DISABLED", reason));
        Assert.All([yes.Variant, seven.Variant, half.Variant, star.Variant, moon.Variant], Assert.Empty);
        Assert.Equal((false, 0, 0, "", null), (yes.Value, seven.Value, half.Value, star.Value, moon.Value));
    }

    [Theory]
    [InlineData("disabled", "DISABLED")]
    [InlineData("undecided", "DEFAULT")]
    public async Task The_second_version_leaves_the_value_to_the_caller(string flag, string reason)
    {
        var answer = await Second.ResolveBooleanAsync(new() { FlagKey = flag });

        Assert.Equal((false, false, reason), (answer.HasValue, answer.HasVariant, answer.Reason));
    }

    [Theory]
    [InlineData("nope", StatusCode.NotFound)]
    [InlineData("star", StatusCode.InvalidArgument)]
    [InlineData("broken", StatusCode.DataLoss)]
    [InlineData("astray", StatusCode.Unknown)]
    public async Task The_second_version_has_a_status_for_errors(string flag, StatusCode status)
    {
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await Second.ResolveBooleanAsync(new() { FlagKey = flag }));

        Assert.Equal(status, failed.StatusCode);
    }

    [Fact]
    public async Task A_number_that_no_double_holds_is_the_same_from_every_method()
    {
        await _flagd.ServeAsync(Flags.Replace("7", "9007199254740993", StringComparison.Ordinal).Replace("\"Io\"", "9007199254740993", StringComparison.Ordinal));
        var (first, second) = (await First.ResolveAllAsync(new()), await Second.ResolveAllAsync(new()));
        double[] numbers = [
            (await First.ResolveIntAsync(new() { FlagKey = "seven" })).Value, (await First.ResolveFloatAsync(new() { FlagKey = "seven" })).Value, first.Flags["seven"].DoubleValue,
            (await Second.ResolveIntAsync(new() { FlagKey = "seven" })).Value, (await Second.ResolveFloatAsync(new() { FlagKey = "seven" })).Value, second.Flags["seven"].DoubleValue,
            (await First.ResolveObjectAsync(new() { FlagKey = "moon" })).Value.Fields["name"].NumberValue, second.Flags["moon"].ObjectValue.Fields["name"].NumberValue];

        Assert.All(numbers, number => Assert.Equal(9007199254740992, number));
    }

    [Fact]
    public async Task A_number_beyond_64_bits_is_a_double_and_no_integer()
    {
        await _flagd.ServeAsync(Flags.Replace("7", "1e300", StringComparison.Ordinal));
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await First.ResolveIntAsync(new() { FlagKey = "seven" }));

        Assert.Equal(1e300, (await First.ResolveFloatAsync(new() { FlagKey = "seven" })).Value);
        Assert.Equal((StatusCode.InvalidArgument, "The flag's value 1e300 does not fit a 64-bit integer."), (failed.StatusCode, failed.Status.Detail));
    }

    [Fact]
    public async Task A_number_with_a_fraction_is_no_integer()
    {
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await Second.ResolveIntAsync(new() { FlagKey = "half" }));

        Assert.Equal(StatusCode.InvalidArgument, failed.StatusCode);
    }

    [Fact]
    public async Task All_flags_that_are_not_in_error_come_at_once()
    {
        var (first, second) = (await First.ResolveAllAsync(new()), await Second.ResolveAllAsync(new()));

        Assert.All([first.Flags.Keys, second.Flags.Keys], keys => Assert.Equal(["disabled", "half", "moon", "seven", "star", "undecided", "yes"], keys.Order(StringComparer.Ordinal)));
        Assert.Equal(("Sirius", "test"), (first.Flags["star"].StringValue, first.Metadata.Fields["flagSetId"].StringValue));
        Assert.Equal(("Sirius", "star"), (second.Flags["star"].StringValue, second.Flags["star"].Variant));
    }

    [Theory]
    [InlineData("disabled", "DISABLED")]
    [InlineData("undecided", "DEFAULT")]
    public async Task Among_all_flags_one_without_a_value_has_its_reason_only(string flag, string reason)
    {
        var (first, second) = ((await First.ResolveAllAsync(new())).Flags[flag], (await Second.ResolveAllAsync(new())).Flags[flag]);

        Assert.Equal((reason, "", AnyFlag.ValueOneofCase.None), (first.Reason, first.Variant, first.ValueCase));
        Assert.Equal((reason, false, V2.AnyFlag.ValueOneofCase.None), (second.Reason, second.HasVariant, second.ValueCase));
    }

    [Fact]
    public async Task A_change_says_which_flags_came_changed_and_went()
    {
        using var call = Second.EventStream(new V2.EventStreamRequest());
        await call.ResponseStream.MoveNext();
        await _flagd.ServeAsync(Flags.Replace("\"star\": {", "\"sun\": {", StringComparison.Ordinal).Replace("0.5", "0.25", StringComparison.Ordinal));
        await call.ResponseStream.MoveNext();

        var flags = call.ResponseStream.Current.Data.Fields["flags"].StructValue.Fields;
        Assert.Equal(["half:update", "star:delete", "sun:write"], flags.OrderBy(flag => flag.Key).Select(flag => $"{flag.Key}:{flag.Value.StructValue.Fields["type"].StringValue}"));
    }
}
