using System.Diagnostics;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Tells monitoring's own orders and visits from those of customers in business metrics. Checks send the convention's attribute as W3C baggage, which
/// reaches every service of a request. The load generator does not: its shoppers stand for customers, and production has none.
/// </summary>
public static class SyntheticTraffic
{
    /// <summary>Attribute, and the name of the baggage.</summary>
    public const string Type = "user_agent.synthetic.type";

    // Baggage comes from anyone: other values would be series without end.
    private static readonly string[] Types = ["test", "bot"];

    /// <summary>The attributes of a measurement, and the kind of check that caused it, if one did.</summary>
    /// <param name="tags">Attributes that the measurement has anyway.</param>
    public static TagList Tags(params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = new TagList(tags);
        if (Activity.Current?.GetBaggageItem(Type) is { } type && Types.Contains(type))
            all.Add(Type, type);
        return all;
    }
}
