namespace OtelShop.FlagdCore.Targeting;

/// <summary>The eight comparisons.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Identical,
    NotIdentical,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
