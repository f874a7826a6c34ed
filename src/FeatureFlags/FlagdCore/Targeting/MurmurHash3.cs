using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>MurmurHash3, x86, 32 bits, seed 0: what every implementation of flagd puts users into buckets with.</summary>
internal static class MurmurHash3
{
    private const int OnStack = 512;
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    /// <summary>Hash of the UTF-8 bytes of both texts, one after the other.</summary>
    public static uint Hash(string first, string second)
    {
        var most = Encoding.UTF8.GetMaxByteCount(first.Length + second.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(first, bytes);
        length += Encoding.UTF8.GetBytes(second, bytes[length..]);
        var hash = Hash(bytes[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = 0;
        var rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = BitOperations.RotateLeft(hash ^ Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest)), 13) * 5 + 0xe6546b64;
        uint tail = 0;
        for (var i = rest.Length - 1; i >= 0; i--)
            tail = tail << 8 | rest[i];
        hash ^= Scramble(tail) ^ (uint)bytes.Length;
        hash = (hash ^ hash >> 16) * 0x85ebca6b;
        hash = (hash ^ hash >> 13) * 0xc2b2ae35;
        return hash ^ hash >> 16;
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;
}
