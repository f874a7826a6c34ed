namespace OtelShop.Dashboard.Telemetry.Metrics;

internal readonly record struct NumberTotal(double Value) : ITotal<NumberTotal>
{
    public static NumberTotal Gap => new(double.NaN);

    public bool IsGap => double.IsNaN(Value);

    public int Bytes => 0;

    public bool IsLike(NumberTotal other) => true;

    /// <summary>Adding and taking away a remembered offset costs a digit or two; that is no reset.</summary>
    public bool HasFallenFrom(NumberTotal before) => Value < before.Value - (Math.Abs(before.Value) * 1e-9);

    public bool IsSame(NumberTotal other) => Value.Equals(other.Value);

    public NumberTotal Nothing() => new(0);

    public NumberTotal Plus(NumberTotal other) => new(Value + other.Value);

    public NumberTotal Minus(NumberTotal other) => new(Value - other.Value);
}
