namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>How a query string names conditions.</summary>
internal static class FilterOperators
{
    public const string All = "eq, ne, contains, ncontains, gt, gte, lt, lte, exists, nexists";

    public static string Name(FilterCondition condition) => condition switch
    {
        FilterCondition.Equals => "eq",
        FilterCondition.NotEquals => "ne",
        FilterCondition.Contains => "contains",
        FilterCondition.NotContains => "ncontains",
        FilterCondition.GreaterThan => "gt",
        FilterCondition.GreaterThanOrEqual => "gte",
        FilterCondition.LessThan => "lt",
        FilterCondition.LessThanOrEqual => "lte",
        FilterCondition.Exists => "exists",
        FilterCondition.NotExists => "nexists",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    public static bool TryParse(string name, out FilterCondition condition)
    {
        foreach (var candidate in Enum.GetValues<FilterCondition>())
        {
            if (string.Equals(Name(candidate), name, StringComparison.OrdinalIgnoreCase))
            {
                condition = candidate;
                return true;
            }
        }

        condition = default;
        return false;
    }
}
