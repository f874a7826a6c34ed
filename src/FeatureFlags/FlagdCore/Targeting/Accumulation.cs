namespace OtelShop.FlagdCore.Targeting;

/// <summary>What the inner rule of <c>reduce</c> sees: <c>accumulator</c> and <c>current</c>.</summary>
internal sealed class Accumulation(Operand accumulator, Operand current)
{
    public bool TryGetMember(string name, out Operand member)
    {
        member = name == "accumulator" ? accumulator : current;
        return name is "accumulator" or "current";
    }
}
