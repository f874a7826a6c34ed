namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>var</c> with a path that a rule gives: <c>{"var": {"var": "which"}}</c>.</summary>
internal sealed class ComputedVariableNode(Node path, Node? fallback) : Node
{
    public override Purity Purity => path.Purity == Purity.Evaluation || fallback?.Purity == Purity.Evaluation ? Purity.Evaluation : Purity.Data;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var key = path.Evaluate(ref evaluation);
        var otherwise = fallback;
        if (key.IsList && fallback is null)
        {
            otherwise = key.Count > 1 ? new LiteralNode(key[1]) : null;
            key = key.Count > 0 ? key[0] : Operand.Null;
        }

        if (key.IsNull || key is { IsText: true, Text.Length: 0 })
            return evaluation.Data;
        var names = VariablePath.Split(JsText.Of(key, ref evaluation));
        return VariablePath.TryFollow(names, ref evaluation, out var value) ? value : otherwise?.Evaluate(ref evaluation) ?? Operand.Null;
    }
}
