using OtelShop.Testing.Fuzz;

namespace OtelShop.FlagdCore.Tests;

public sealed class FuzzerTests
{
    private static readonly byte[][] Corpus = ["""{"key":"value","list":[1,2]}"""u8.ToArray()];

    [Fact]
    public async Task An_input_at_which_a_parser_fails_is_found_and_shown()
    {
        var error = await Assert.ThrowsAsync<FuzzException>(() =>
            Fuzzer.RunAsync(Corpus, Fuzzer.JsonTokens, input => Task.FromResult(input.AsSpan().Count((byte)'[') > 9 ? "too many lists" : null)));

        Assert.StartsWith("too many lists\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("base64: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        var (one, other) = (new Mutator(7, Corpus, Fuzzer.JsonTokens), new Mutator(7, Corpus, Fuzzer.JsonTokens));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(one.Next(), other.Next()));
    }
}
