namespace OtelShop.FlagdCore.Targeting;

/// <summary>The kinds of values that rules calculate with.</summary>
internal enum OperandKind : byte
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Map,
}
