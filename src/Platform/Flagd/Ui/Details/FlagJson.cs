using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>A flag's definition, laid out for people.</summary>
internal static class FlagJson
{
    public static string Of(Flag flag) => JsonSerializer.Serialize(flag.Json, JsonLayout.Indented);
}
