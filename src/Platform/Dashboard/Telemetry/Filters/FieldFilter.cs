using System.Diagnostics.CodeAnalysis;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>A condition on one field: an attribute of the record, its scope or its resource, or a known field.</summary>
/// <param name="Field">Attribute key, or a known field in upper-case start: Name, Kind, Status, Message, Level, Category, EventName, TraceId, SpanId, Resource, Duration (milliseconds).</param>
/// <param name="Condition">How to compare. Numbers compare as numbers where both sides are; text ignores case.</param>
/// <param name="Value">What to compare with; empty for Exists and NotExists.</param>
public sealed record FieldFilter(string Field, FilterCondition Condition, string Value)
{
    /// <summary>Reads <c>field:op:value</c>. The field is percent-encoded where it contains a colon; the value is as it is.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out FieldFilter? filter)
    {
        filter = null;
        var parts = (text ?? "").Split(':', 3);
        if (parts.Length < 2 || parts[0].Length == 0 || !FilterOperators.TryParse(parts[1], out var condition))
            return false;
        var needsValue = condition is not (FilterCondition.Exists or FilterCondition.NotExists);
        if (needsValue && parts.Length < 3)
            return false;
        filter = new(Uri.UnescapeDataString(parts[0]), condition, needsValue ? parts[2] : "");
        return true;
    }

    /// <exception cref="FormatException">It is not of the form <c>field:op:value</c>.</exception>
    public static FieldFilter Parse(string text) => TryParse(text, out var filter)
        ? filter
        : throw new FormatException($"'{text}' is not field:op:value with op one of {FilterOperators.All}.");

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString()
    {
        var field = Field.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
        var start = $"{field}:{FilterOperators.Name(Condition)}";
        return Condition is FilterCondition.Exists or FilterCondition.NotExists ? start : $"{start}:{Value}";
    }
}
