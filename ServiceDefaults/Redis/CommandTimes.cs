using System.Diagnostics;
using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Redis;

/// <summary>
/// How long a command took. The driver has the timestamps, but divides them in whole numbers where the clock ticks faster than 10 MHz, as on
/// Linux, and then reports zero. Its version is the last that can be had (architecture, 1), so its fields stay what they are.
/// </summary>
internal static class CommandTimes
{
    private const string Storage = "StackExchange.Redis.ProfileStorage, StackExchange.Redis";

    public static TimeSpan Elapsed(IProfiledCommand command) => Stopwatch.GetElapsedTime(Created(command), Completed(command));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "MessageCreatedTimeStamp")]
    private static extern ref long Created([UnsafeAccessorType(Storage)] object command);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "CompletedTimeStamp")]
    private static extern ref long Completed([UnsafeAccessorType(Storage)] object command);
}
