using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

internal static partial class PlanetLog
{
    [LoggerMessage(1, LogLevel.Information, "Planet {Number} visited")]
    public static partial void PlanetVisited(this ILogger logger, string number);
}
