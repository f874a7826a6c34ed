using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

internal static partial class PlanetLog
{
    [LoggerMessage(1, LogLevel.Information, "Planet {planet.number} visited", EventName = "planet.visited")]
    public static partial void PlanetVisited(this ILogger logger, [TagName("planet.number")] string number);
}
