using System.Diagnostics;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

internal sealed record HandledOrder(string OrderId, DateTimeOffset EventTime, Activity? Span, string? SessionId);
