namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What a series has counted up to a moment: a number, or the buckets of a histogram.</summary>
internal interface ITotal<T> where T : ITotal<T>
{
    /// <summary>Stands where the sender said that it has no value.</summary>
    static abstract T Gap { get; }

    bool IsGap { get; }

    /// <summary>Memory that it takes beside its place in a list, in bytes.</summary>
    int Bytes { get; }

    /// <summary>Whether the other one counts into comparable buckets.</summary>
    bool IsLike(T other);

    /// <summary>Whether less has been counted than before, so that counting has begun anew.</summary>
    bool HasFallenFrom(T before);

    bool IsSame(T other);

    /// <summary>Nothing counted, in the same buckets.</summary>
    T Nothing();

    /// <param name="other">One that <see cref="IsLike"/> this.</param>
    T Plus(T other);

    /// <param name="other">An earlier one that <see cref="IsLike"/> this.</param>
    T Minus(T other);
}
