namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>var</c> with a path that is known: <c>{"var": "user.address.city"}</c>.</summary>
internal sealed class VariableNode(string[] path, Node? fallback) : Node
{
    public override Purity Purity { get; } = fallback?.Purity == Purity.Evaluation ? Purity.Evaluation : Purity.Data;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        VariablePath.TryFollow(path, ref evaluation, out var value);
        return value.IsNull && fallback is not null ? fallback.Evaluate(ref evaluation) : value;
    }
}
