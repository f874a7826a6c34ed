namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>A condition on one field: an attribute of the record, its scope or its resource, or a known field.</summary>
/// <param name="Field">Attribute key, or a known field in upper-case start: Name, Kind, Status, Message, Level, Category, EventName, TraceId, SpanId, Resource, Duration (milliseconds).</param>
/// <param name="Condition">How to compare. Numbers compare as numbers where both sides are; text ignores case.</param>
/// <param name="Value">What to compare with; empty for Exists and NotExists.</param>
public sealed record FieldFilter(string Field, FilterCondition Condition, string Value);
