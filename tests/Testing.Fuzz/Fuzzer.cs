using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OtelShop.Testing.Fuzz;

/// <summary>
/// Feeds a parser with changed inputs: <c>FUZZ_INPUTS</c> of them (default 20,000), beginning at seed <c>FUZZ_SEED</c> (default 1).
/// </summary>
public static class Fuzzer
{
    private const int Lanes = 4;
    private const int Attempts = 3;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(60);

    /// <summary>Tokens at which parsers of JSON differ.</summary>
    public static IReadOnlyList<string> JsonTokens { get; } =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800", "\\", "null", "true", "-0", "1e999", "1E-999", "0.1", "9007199254740993", "18446744073709551616",
        "\"\"", "{}", "[]", "\0", "\u00c3\u0028", "\u00ef\u00bb\u00bf", "//", "/*", "NaN", "\"__proto__\"", " ",
    ];

    private static int Inputs => Setting("FUZZ_INPUTS", 20_000);

    private static int Seed => Setting("FUZZ_SEED", 1);

    /// <summary>Hands changed inputs to a parser, four at a time.</summary>
    /// <param name="corpus">Well-formed inputs.</param>
    /// <param name="tokens">What changes insert, besides bytes and parts of other inputs.</param>
    /// <param name="parse">Returns null for an input that was handled well, else what went wrong. An exception is a failure too.</param>
    /// <param name="share">Part of the inputs that are handed over, for parsers in front of a database.</param>
    /// <exception cref="FuzzException">An input failed or took longer than a second, three times in a row.</exception>
    public static Task RunAsync(IReadOnlyList<byte[]> corpus, IReadOnlyList<string> tokens, Func<byte[], Task<string?>> parse, double share = 1) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            var mutator = new Mutator(unchecked((Seed * Lanes) + lane), corpus, tokens);
            for (var left = (int)(Inputs * share) / Lanes; left > 0; left--)
                await CheckAsync(mutator.Next(), parse);
        })));

    private static async Task CheckAsync(byte[] input, Func<byte[], Task<string?>> parse)
    {
        // A busy machine is slow once; an input at which the parser hangs is slow each time.
        for (var attempt = 1; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            string? problem;
            try
            {
                problem = await parse(input).WaitAsync(Endless);
            }
            catch (Exception error)
            {
                throw new FuzzException(Describe(input, error.Message), error);
            }

            if (problem is not null)
                throw new FuzzException(Describe(input, problem));
            if (Stopwatch.GetElapsedTime(started) < Hang)
                return;
            if (attempt == Attempts)
                throw new FuzzException(Describe(input, "it takes longer than a second"));
        }
    }

    private static string Describe(byte[] input, string problem) =>
        $"{problem}\n{Encoding.Latin1.GetString(input.AsSpan(0, Math.Min(input.Length, 2_000)))}\nbase64: {Convert.ToBase64String(input)}";

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}

/// <summary>An input that a parser does not handle well; the message has the input.</summary>
public sealed class FuzzException(string message, Exception? cause = null) : Exception(message, cause);
