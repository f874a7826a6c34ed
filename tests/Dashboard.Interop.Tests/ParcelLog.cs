using Microsoft.Extensions.Logging;

namespace OtelShop.Dashboard.Interop.Tests;

internal static partial class ParcelLog
{
    [LoggerMessage(1, LogLevel.Error, "Parcel {Parcel} is lost")]
    public static partial void Lost(this ILogger logger, int parcel);
}
