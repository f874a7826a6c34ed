using System.Text.Json;
using OtelShop.Flagd.Ofrep;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>An evaluation of a flag in a context that somebody typed.</summary>
/// <param name="Resolution">What it gave. Null when the context cannot be read.</param>
/// <param name="Problem">Why it cannot.</param>
internal sealed record Trial(FlagResolution? Resolution, string? Problem)
{
    public static Trial Of(FlagSet flags, string key, string context, TimeProvider time)
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
