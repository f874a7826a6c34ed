namespace OtelShop.FlagdCore.Targeting;

/// <summary>
/// State of one evaluation. A failure is remembered instead of thrown: rules have no side effects, so the rest may run on with nulls, and its result is
/// thrown away.
/// </summary>
internal struct Evaluation(IReadOnlyDictionary<string, object?> context, string flagKey, TimeProvider time)
{
    // A rule that goes over lists of lists, or doubles a text in each step, ends after some ten milliseconds and a few megabytes.
    private const int MostWork = 1_000_000;
    private const int CharactersPerStep = 4;

    private int _work;

    /// <summary>What <c>var</c> looks into: the context, or the item within map, filter, reduce, all, some and none.</summary>
    public Operand Data = Operand.OfContext(context);

    public IReadOnlyDictionary<string, object?> Context { get; } = context;

    public string FlagKey { get; } = flagKey;

    public string? Failure { get; private set; }

    public readonly double Timestamp => time.GetUtcNow().ToUnixTimeSeconds();

    public Operand Fail(string why)
    {
        Failure ??= why;
        return Operand.Null;
    }

    /// <summary>Counts steps of work; false when the evaluation has failed or has used up what it may do.</summary>
    public bool Spend(int steps)
    {
        _work += steps;
        if (_work > MostWork)
            Fail("The rule does too much work on this context.");
        return Failure is null;
    }

    public readonly int Work => _work;

    public bool SpendOnText(int characters) => Spend(1 + characters / CharactersPerStep);
}
