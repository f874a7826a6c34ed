namespace OtelShop.FlagdCore.Targeting;

/// <summary>Calculations. What is not a number, or would come to none, fails the evaluation.</summary>
internal static class Arithmetic
{
    private const string NoNumber = "A calculation needs numbers.";

    public static Operand Add(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        double sum = 0;
        foreach (var operand in operands)
            sum += operand.ToNumber();
        return Result(sum, ref evaluation);
    }

    public static Operand Multiply(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        double product = 1;
        foreach (var operand in operands)
            product *= operand.ToNumber();
        return Result(product, ref evaluation);
    }

    public static Operand Subtract(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.IsEmpty)
            return evaluation.Fail(NoNumber);
        if (operands.Length == 1)
            return Result(-operands[0].ToNumber(), ref evaluation);
        var rest = operands[0].ToNumber();
        foreach (var operand in operands[1..])
            rest -= operand.ToNumber();
        return Result(rest, ref evaluation);
    }

    public static Operand Divide(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.IsEmpty)
            return evaluation.Fail(NoNumber);
        var quotient = operands.Length == 1 ? 1 : operands[0].ToNumber();
        foreach (var operand in operands.Length == 1 ? operands : operands[1..])
        {
            var divisor = operand.ToNumber();
            if (divisor == 0)
                return evaluation.Fail("A division by zero.");
            quotient /= divisor;
        }

        return Result(quotient, ref evaluation);
    }

    public static Operand Remainder(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.Length < 2)
            return evaluation.Fail(NoNumber);
        var rest = operands[0].ToNumber();
        foreach (var operand in operands[1..])
            rest %= operand.ToNumber();
        return Result(rest, ref evaluation);
    }

    public static Operand Maximum(ReadOnlySpan<Operand> operands, ref Evaluation evaluation) => Extreme(operands, 1, ref evaluation);

    public static Operand Minimum(ReadOnlySpan<Operand> operands, ref Evaluation evaluation) => Extreme(operands, -1, ref evaluation);

    private static Operand Extreme(ReadOnlySpan<Operand> operands, int sign, ref Evaluation evaluation)
    {
        var extreme = double.NegativeInfinity;
        foreach (var operand in operands)
        {
            // Compat: the only calculations that convert nothing.
            if (!operand.IsNumber)
                return evaluation.Fail(NoNumber);
            extreme = Math.Max(extreme, sign * operand.Number);
        }

        return operands.IsEmpty ? evaluation.Fail(NoNumber) : Operand.Of(sign * extreme);
    }

    private static Operand Result(double number, ref Evaluation evaluation) =>
        double.IsNaN(number) ? evaluation.Fail(NoNumber) : Operand.Of(number);
}
