using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>What an implementation made of a question.</summary>
/// <param name="Value">The value, as JSON.</param>
/// <param name="Variant">The name of the variant.</param>
/// <param name="Reason">The reason, or that the document was refused.</param>
/// <param name="ErrorCode">The error code.</param>
/// <param name="NoVariant">What the rule came to when the flag has no such variant.</param>
public sealed partial record Outcome(string? Value, string? Variant, string? Reason, string? ErrorCode, string? NoVariant)
{
    private static Outcome Refused { get; } = new(null, null, "the document is refused", null, null);

    /// <summary>What the rule came to, in a word.</summary>
    public string Summary => (NoVariant, Reason, ErrorCode) switch
    {
        ({ } name, _, _) => name,
        (_, _, "PARSE_ERROR") => "parse error",
        (_, "ERROR", _) => "error",
        (_, "DEFAULT", _) => "default",
        _ => Variant!,
    };

    public static Outcome Ours(Question question)
    {
        FlagSet flags;
        try
        {
            flags = FlagSet.Parse(Encoding.UTF8.GetBytes(question.Document));
        }
        catch (FlagSetException)
        {
            return Refused;
        }

        var context = Contexts.Read(question.Context.ToJsonString());
        var resolution = flags.Resolve(question.Key, context, new FakeTimeProvider(FlagdCorePeer.Now)).As(question.Type);
        return new Outcome(
            resolution.Value is { } value ? JsonSerializer.Serialize(value.Json) : null,
            resolution.Variant,
            resolution.Reason,
            resolution.ErrorCodeName,
            NameIn(OurMissingVariant(), resolution.ErrorMessage));
    }

    public static Outcome FromPeer(JsonElement answer)
    {
        if (answer.TryGetProperty("invalid", out _))
            return Refused;
        return new Outcome(
            answer.TryGetProperty("value", out var value) ? JsonSerializer.Serialize(value) : null,
            Text(answer, "variant"),
            Text(answer, "reason"),
            Text(answer, "errorCode"),
            NameIn(TheirMissingVariant(), Text(answer, "errorMessage")));
    }

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string? NameIn(Regex pattern, string? message) =>
        message is not null && pattern.Match(message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("has no variant '(.*)', which its targeting rule gives", RegexOptions.Singleline)]
    private static partial Regex OurMissingVariant();

    [GeneratedRegex("^Variant '(.*)' not found in flag", RegexOptions.Singleline)]
    private static partial Regex TheirMissingVariant();
}
