using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class ContextTests
{
    private readonly Api _api = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task The_nearer_context_counts_where_contexts_differ()
    {
        _api.SetContext(From("api", "a", "b", "c", "d"));
        _api.SetTransactionContextPropagator(new Transaction(From("transaction", "b", "c", "d")));
        await _api.SetProviderAsync(_provider);
        var client = _api.GetClient(context: From("client", "c", "d"));

        await client.GetBooleanValueAsync("flag", false, From("invocation", "d"));

        Assert.Equal(["api", "transaction", "client", "invocation"], "abcd".Select(key => _provider.LastContext!.GetValue($"{key}").AsString));
    }

    [Fact]
    public async Task A_hook_adds_to_the_context_and_has_the_last_word()
    {
        _api.AddHooks(new RecordingHook("hook", []) { Adds = From("hook", "d") });
        await _api.SetProviderAsync(_provider);

        await _api.GetClient().GetBooleanValueAsync("flag", false, From("invocation", "c", "d"));

        Assert.Equal(["invocation", "hook"], "cd".Select(key => _provider.LastContext!.GetValue($"{key}").AsString));
    }

    [Fact]
    public async Task A_context_of_several_has_each_name_once()
    {
        _api.SetContext(From("api", "a", "b"));
        await _api.SetProviderAsync(_provider);

        await _api.GetClient().GetBooleanValueAsync("flag", false, From("invocation", "b", "c"));

        var context = _provider.LastContext!;
        Assert.Equal(3, context.Count);
        Assert.Equal(["a=api", "b=invocation", "c=invocation"], context.AsDictionary().Select(entry => $"{entry.Key}={entry.Value.AsString}").Order());
    }

    [Fact]
    public void The_targeting_key_is_one_of_the_values()
    {
        var context = EvaluationContext.Builder().SetTargetingKey("visitor").Set("age", 42).Build();

        Assert.Equal("visitor", context.TargetingKey);
        Assert.Equal("visitor", context.GetValue("targetingKey").AsString);
        Assert.Equal(2, context.Count);
    }

    [Fact]
    public void A_builder_goes_on_without_changing_what_it_built()
    {
        var builder = EvaluationContext.Builder().Set("planet", "Mars");
        var context = builder.Build();

        builder.Set("planet", "Venus").Merge(From("x", "moon"));

        Assert.Equal("Mars", context.GetValue("planet").AsString);
        Assert.False(context.ContainsKey("moon"));
    }

    [Fact]
    public void A_value_is_what_it_was_made_of_and_nothing_else()
    {
        var moment = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        Assert.True(new Value().IsNull);
        Assert.Equal((true, null), (new Value(true).AsBoolean, new Value(true).AsString));
        Assert.Equal((3, 3.0), (new Value(3).AsInteger, new Value(3).AsDouble));
        Assert.Equal(moment, new Value(moment).AsDateTime);
        Assert.Equal("x", Assert.Single(new Value([new Value("x")]).AsList!).AsString);
    }

    private static EvaluationContext From(string source, params IEnumerable<string> keys) =>
        keys.Aggregate(EvaluationContext.Builder(), (builder, key) => builder.Set(key, source)).Build();

    private sealed class Transaction(EvaluationContext context) : ITransactionContextPropagator
    {
        public EvaluationContext GetTransactionContext() => context;

        public void SetTransactionContext(EvaluationContext evaluationContext) => throw new NotSupportedException();
    }
}
