namespace OtelShop.Dashboard.Telemetry.Filters;

internal enum FilterCondition
{
    Equals,
    NotEquals,
    Contains,
    NotContains,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
    Exists,
    NotExists,
}
