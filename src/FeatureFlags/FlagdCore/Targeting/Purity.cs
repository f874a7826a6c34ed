namespace OtelShop.FlagdCore.Targeting;

/// <summary>What the value of a rule depends on.</summary>
internal enum Purity
{
    /// <summary>On nothing.</summary>
    Constant,

    /// <summary>On the data that <c>var</c> looks into, which may be the items of a constant list.</summary>
    Data,

    /// <summary>On the evaluation: the flag's key, the targeting key.</summary>
    Evaluation,
}
