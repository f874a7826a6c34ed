using System.Text.Json;

namespace OtelShop.FlagdCore;

/// <summary>The value of a variant or of a metadata entry. There is one instance for each variant, so an evaluation allocates none.</summary>
public sealed class FlagValue
{
    internal FlagValue(JsonElement json)
    {
        Json = json;
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                Type = FlagType.Boolean;
                Boolean = json.GetBoolean();
                break;
            case JsonValueKind.Number:
                Type = FlagType.Number;
                Number = json.GetDouble();
                break;
            case JsonValueKind.String:
                Type = FlagType.String;
                Text = json.GetString();
                break;
            default:
                Type = FlagType.Object;
                break;
        }
    }

    /// <summary>What the value is.</summary>
    public FlagType Type { get; }

    /// <summary>The value when it is a boolean, otherwise false.</summary>
    public bool Boolean { get; }

    /// <summary>The value when it is a number, otherwise 0.</summary>
    public double Number { get; }

    /// <summary>The value when it is text, otherwise null.</summary>
    public string? Text { get; }

    /// <summary>The value as it stands in the document, whatever its type; valid as long as the instance.</summary>
    public JsonElement Json { get; }

    /// <summary>Whether the value is a number without a fraction that a 64-bit integer holds.</summary>
    public bool IsInteger => Type == FlagType.Number && double.IsInteger(Number) && Number is >= long.MinValue and < 9223372036854775808d;

    /// <summary>The value as JSON.</summary>
    public override string ToString() => Json.GetRawText();
}
