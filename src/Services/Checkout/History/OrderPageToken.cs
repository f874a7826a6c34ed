using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace OtelShop.Checkouts.History;

/// <summary>The last order of a page. A position, unlike a number of orders to skip, stays the same while new orders arrive.</summary>
internal sealed record OrderPageToken(DateTimeOffset PlacedAt, Guid OrderId)
{
    private const int TimeLength = sizeof(long);
    private const int Length = TimeLength + 16;

    public static bool TryParse(string text, [NotNullWhen(true)] out OrderPageToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length)
            return false;

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTimeOffset.UnixEpoch.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
            return false;

        token = new OrderPageToken(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[TimeLength..], bigEndian: true));
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, PlacedAt.UtcTicks);
        OrderId.TryWriteBytes(bytes[TimeLength..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
