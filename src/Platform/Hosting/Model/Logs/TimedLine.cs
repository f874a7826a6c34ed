namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log, and when the host got it.</summary>
internal readonly record struct TimedLine(LogLine Line, DateTimeOffset ReceivedAt);
