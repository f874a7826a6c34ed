using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>Saves the rule of a flag if it can be evaluated and the flag still has the rule that was shown.</summary>
internal static class RuleEdit
{
    public static async Task<RuleOutcome> SaveAsync(FlagStore store, string key, string text, string seen, FlagAuthor author, CancellationToken cancellationToken)
    {
        if (Parse(text) is not { } rule)
            return new RuleOutcome { Problems = Malformed(text) };
        var outcome = new RuleOutcome();
        var result = await store.TryEditAsync(null, document =>
        {
            var now = FlagSet.Parse(document.Span);
            if (!now.Flags.TryGetValue(key, out var flag))
                throw new FlagEditException(new("$.flags", $"There is no flag '{key}' any more."));
            if (RuleText.VersionOf(flag) != seen)
            {
                outcome = new RuleOutcome { Theirs = RuleText.Of(flag) };
                return document;
            }

            ReadOnlyMemory<byte> edited = FlagEdits.SetTargeting(document, key, rule.ValueKind == JsonValueKind.Undefined ? null : rule);
            // A document may hold a rule that cannot be evaluated; an edited rule must be valid.
            var wrong = FlagSet.Parse(edited.Span).Warnings.Except(now.Warnings).ToList();
            if (wrong.Count == 0)
                return edited;
            outcome = new RuleOutcome { Problems = wrong };
            return document;
        }, author, cancellationToken);
        return result switch
        {
            ReplaceResult.Invalid invalid => new RuleOutcome { Problems = invalid.Problems },
            ReplaceResult.Unwritable unwritable => new RuleOutcome { Problems = [new("$", unwritable.Reason)] },
            _ => outcome,
        };
    }

    // Undefined stands for no rule.
    private static JsonElement? Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default(JsonElement);
        try
        {
            using var json = JsonDocument.Parse(RuleText.ForDocument(text));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // In the document reader's words, with line and position of the editor's text.
    private static IReadOnlyList<FlagProblem> Malformed(string text)
    {
        try
        {
            FlagSet.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (FlagSetException error)
        {
            return error.Problems;
        }

        return [new("$", "The rule is not JSON.")];
    }
}

/// <summary>Result of saving a rule.</summary>
internal sealed record RuleOutcome
{
    /// <summary>Errors; empty if saved.</summary>
    public IReadOnlyList<FlagProblem> Problems { get; init; } = [];

    /// <summary>Rule that another user saved since the page was shown. Null: none.</summary>
    public string? Theirs { get; init; }

    public bool IsSaved => Problems.Count == 0 && Theirs is null;
}
