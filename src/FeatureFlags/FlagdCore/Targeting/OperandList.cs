namespace OtelShop.FlagdCore.Targeting;

/// <summary>The operands of an operation as its rule gives them.</summary>
/// <param name="Nodes">The operands; a single one when the rule gives no list.</param>
/// <param name="IsListed">The rule lists them: <c>{"+": [1, 2]}</c>.</param>
/// <param name="IsSpread">One rule gives all of them: <c>{"+": {"var": "prices"}}</c>.</param>
internal readonly record struct OperandList(Node[] Nodes, bool IsListed, bool IsSpread)
{
    public int Count => Nodes.Length;

    public Node this[int index] => Nodes[index];
}
