using System.Text;

namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Makes one string of names that come again and again. Remembers a fixed number of them, so that names without end do no harm.</summary>
internal sealed class NameTable
{
    private const int Slots = 4096;
    private const int LongestRemembered = 128;

    private readonly (byte[] Utf8, string Text)[] _known = new (byte[], string)[Slots];
    private long _allocated;

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > LongestRemembered)
            return Make(utf8);
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _known[hash.ToHashCode() & (Slots - 1)];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
            slot = (utf8.ToArray(), Make(utf8));
        return slot.Text;
    }

    /// <summary>Bytes of the strings made since it was asked last, for whoever keeps them to answer for.</summary>
    public long TakeAllocated()
    {
        var allocated = _allocated;
        _allocated = 0;
        return allocated;
    }

    private string Make(ReadOnlySpan<byte> utf8)
    {
        _allocated += 3L * utf8.Length + 64;
        return Encoding.UTF8.GetString(utf8);
    }
}
