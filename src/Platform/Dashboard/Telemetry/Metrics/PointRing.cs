using System.Runtime.CompilerServices;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A queue that is read by index, and whose newest item can be replaced.</summary>
internal sealed class PointRing<T>
{
    private T[] _items = [];
    private int _first;

    public int Count { get; private set; }

    public long Bytes => (long)_items.Length * Unsafe.SizeOf<T>();

    public ref T this[int index] => ref _items[(_first + index) % _items.Length];

    public ref T Last => ref this[Count - 1];

    public void Add(T item)
    {
        if (Count == _items.Length)
            Resize(Count < 64 ? Math.Max(4, Count * 2) : Count + (Count / 2));
        Count++;
        Last = item;
    }

    public T RemoveFirst()
    {
        var item = _items[_first];
        _items[_first] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
        return item;
    }

    /// <summary>Gives back what is not in use.</summary>
    public void Shrink()
    {
        if (Count < _items.Length)
            Resize(Count);
    }

    private void Resize(int capacity)
    {
        var items = new T[capacity];
        for (var i = 0; i < Count; i++)
            items[i] = this[i];
        (_items, _first) = (items, 0);
    }
}
