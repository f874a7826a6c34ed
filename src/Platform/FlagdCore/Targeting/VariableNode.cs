namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>var</c> with a path that is known: <c>{"var": "user.address.city"}</c>.</summary>
internal sealed class VariableNode(string[] path, Node? fallback) : Node
{
    private readonly bool _mayBeFlagd = path is [VariablePath.FlagdProperties, ..];

    public override Purity Purity { get; } = fallback?.Purity == Purity.Evaluation ? Purity.Evaluation : Purity.Data;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var value = evaluation.Data;
        if (_mayBeFlagd && value.IsContext)
        {
            VariablePath.TryGetFlagdProperty(path, ref evaluation, out value);
        }
        else
        {
            foreach (var name in path)
            {
                if (!value.TryGetMember(name, out value))
                    break;
            }
        }

        return value.IsNull && fallback is not null ? fallback.Evaluate(ref evaluation) : value;
    }
}
