using System.Buffers;

namespace OtelShop.Dashboard.Ingest;

/// <summary>A growing buffer from the shared pool. Whoever disposes it must be its only user by then.</summary>
internal sealed class PooledBytes(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Puts bytes before those that were written last.</summary>
    /// <param name="position">Where they go.</param>
    /// <param name="bytes">What is put there.</param>
    public void Insert(int position, ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        _array.AsSpan(position, Length - position).CopyTo(_array.AsSpan(position + bytes.Length));
        bytes.CopyTo(_array.AsSpan(position));
        Length += bytes.Length;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }

    private void Ensure(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_array.Length - Length >= needed)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(checked((int)Math.Max((long)Length + needed, Math.Min(_array.Length * 2L, Array.MaxLength))));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
