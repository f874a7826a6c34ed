using System.Text.Json;
using OtelShop.Flagd.Ofrep;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>Evaluation of a flag in a context that the user typed.</summary>
/// <param name="Resolution">Result. Null if the context cannot be read.</param>
/// <param name="Problem">Error of the context.</param>
internal sealed record RuleTrial(FlagResolution? Resolution, string? Problem)
{
    public static RuleTrial Of(FlagSet flags, string key, string context, TimeProvider time)
    {
        try
        {
            using var json = JsonDocument.Parse(string.IsNullOrWhiteSpace(context) ? "{}" : context);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(flags.Resolve(key, JsonContext.From(json.RootElement), time), null)
                : new(null, "The context must be a JSON object, such as {\"service\": \"cart\"}.");
        }
        catch (JsonException error)
        {
            return new(null, $"The context is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.");
        }
    }
}
