using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;

namespace OtelShop.Dashboard.Telemetry.Wire;

internal static class Malformed
{
    // Google.Protobuf keeps the constructor of its exception to itself: a truncated message is the shortest way to one.
    private static ReadOnlySpan<byte> Truncated => [0x0A];

    /// <exception cref="InvalidProtocolBufferException">Always.</exception>
    [DoesNotReturn]
    public static void Throw()
    {
        AnyValue.Parser.ParseFrom(Truncated);
        throw new InvalidOperationException("A truncated message was accepted.");
    }
}
