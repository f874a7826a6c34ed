namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Blocks of one size. Few are held back: what is not in use belongs to others.</summary>
internal sealed class BlockPool(int blockSize)
{
    private const int Spare = 16;

    private readonly Stack<byte[]> _free = new(Spare);

    public int BlockSize => blockSize;

    /// <summary>Fits blocks to a limit: large enough to waste little at their end, many enough that one is a small part of all.</summary>
    public static BlockPool For(long limit) => new((int)Math.Clamp(limit / 1024, 4 * 1024, 64 * 1024));

    /// <param name="length">Of the record that it is for: a longer one than a block gets a block of its own length.</param>
    public Block Take(int length)
    {
        if (length > blockSize)
            return new(new byte[length]);
        // Pinned: the collector neither moves nor copies what is used again anyway.
        return new(_free.TryPop(out var bytes) ? bytes : GC.AllocateUninitializedArray<byte>(blockSize, pinned: true));
    }

    public void Return(Block block)
    {
        if (block.Bytes.Length == blockSize && _free.Count < Spare)
            _free.Push(block.Bytes);
    }
}
