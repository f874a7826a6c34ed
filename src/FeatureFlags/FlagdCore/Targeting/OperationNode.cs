using System.Runtime.CompilerServices;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>An operation on operands that the rule lists.</summary>
internal sealed class OperationNode(Operation operation, Purity purity, Node[] operands) : Node
{
    public override Purity Purity { get; } = Higher(purity, Highest(operands));

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        if (!evaluation.Spend(1))
            return Operand.Null;
        var buffer = new OperandBuffer();
        Span<Operand> values = operands.Length <= OperandBuffer.Length ? buffer[..operands.Length] : new Operand[operands.Length];
        for (var i = 0; i < operands.Length; i++)
            values[i] = operands[i].Evaluate(ref evaluation);
        return operation(values, ref evaluation);
    }
}

/// <summary>Room for the operands of most operations on the stack.</summary>
[InlineArray(Length)]
internal struct OperandBuffer
{
    public const int Length = 4;

    private Operand _first;
}
