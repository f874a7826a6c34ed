namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Fields that are not attributes. Attribute keys begin in lower case, these do not.</summary>
internal static class KnownFields
{
    public const string Name = "Name";
    public const string Kind = "Kind";
    public const string Status = "Status";
    public const string Message = "Message";
    public const string Level = "Level";
    public const string Category = "Category";
    public const string EventName = "EventName";
    public const string TraceId = "TraceId";
    public const string SpanId = "SpanId";
    public const string Resource = "Resource";

    /// <summary>In milliseconds.</summary>
    public const string Duration = "Duration";

    public static IReadOnlyList<string> OfSpans => [Name, Kind, Status, Duration, Message, EventName, Category, Resource, TraceId, SpanId];

    public static IReadOnlyList<string> OfLogs => [Message, Level, Category, EventName, Resource, TraceId, SpanId];

    public static bool Is(string field) => OfSpans.Contains(field) || field == Level;
}
