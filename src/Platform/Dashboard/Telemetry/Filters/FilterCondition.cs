namespace OtelShop.Dashboard.Telemetry.Filters;

public enum FilterCondition
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
