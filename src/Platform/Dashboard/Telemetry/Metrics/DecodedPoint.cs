namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A point as it came, of any kind. One object is filled again and again.</summary>
internal sealed class DecodedPoint
{
    /// <summary>Field 1, bytes.</summary>
    private const byte ValuesTag = 0x0A;

    private byte[] _attributes = new byte[512];
    private int _attributeLength;

    /// <summary>A KeyValueList.</summary>
    public ReadOnlySpan<byte> Attributes => _attributes.AsSpan(0, _attributeLength);

    public long Start { get; set; }

    public long Time { get; set; }

    public bool HasNoValue { get; set; }

    public double Value { get; set; }

    public bool IsInteger { get; set; }

    public long Count { get; set; }

    public double Sum { get; set; }

    public int Scale { get; set; }

    public long ZeroCount { get; set; }

    public double ZeroThreshold { get; set; }

    public int PositiveOffset { get; set; }

    public int NegativeOffset { get; set; }

    /// <summary>Of the buckets; of those above zero in an exponential histogram.</summary>
    public List<long> Counts { get; } = [];

    public List<long> NegativeCounts { get; } = [];

    /// <summary>Of the buckets; quantiles of a summary.</summary>
    public List<double> Bounds { get; } = [];

    /// <summary>At the quantiles of a summary.</summary>
    public List<double> Values { get; } = [];

    public List<Exemplar> Exemplars { get; } = [];

    public void Reset()
    {
        (_attributeLength, Start, Time, HasNoValue, Value, IsInteger, Count) = (0, 0, 0, false, double.NaN, false, 0);
        (Sum, Scale, ZeroCount, ZeroThreshold, PositiveOffset, NegativeOffset) = (double.NaN, 0, 0, 0, 0, 0);
        Counts.Clear();
        NegativeCounts.Clear();
        Bounds.Clear();
        Values.Clear();
        Exemplars.Clear();
    }

    public void AddAttribute(ReadOnlySpan<byte> pair)
    {
        if (_attributes.Length - _attributeLength < pair.Length + 6)
            Array.Resize(ref _attributes, (_attributeLength + pair.Length + 6) * 2);
        _attributes[_attributeLength++] = ValuesTag;
        var length = (uint)pair.Length;
        for (; length > 0x7f; length >>= 7)
            _attributes[_attributeLength++] = (byte)(length | 0x80);
        _attributes[_attributeLength++] = (byte)length;
        pair.CopyTo(_attributes.AsSpan(_attributeLength));
        _attributeLength += pair.Length;
    }
}
