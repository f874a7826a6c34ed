using System.Runtime.CompilerServices;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Room for the operands of most operations on the stack.</summary>
[InlineArray(Length)]
internal struct OperandBuffer
{
    public const int Length = 4;

    private Operand _first;
}
