using System.Diagnostics;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

internal sealed record HandledOrder(string OrderId, Activity? Span, string? SessionId);
