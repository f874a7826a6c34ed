namespace OtelShop.FlagdCore.Targeting;

/// <summary>The operators that apply a rule to each item of a list.</summary>
internal enum Iteration
{
    Map,
    Filter,
    All,
    Some,
    None,
}
