using Oteldemo;

namespace OtelShop.ServiceDefaults.Validation;

/// <summary>Checks amounts of requests.</summary>
public static class MoneyValidationExtensions
{
    private const int NanosPerUnit = 1_000_000_000;

    /// <summary>Adds what is wrong with an amount: a missing currency, nanos out of range, signs that disagree.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="violations">Where to add it.</param>
    /// <param name="field">The amount's path in the request.</param>
    public static void Validate(this Money amount, FieldViolations violations, string field)
    {
        ArgumentNullException.ThrowIfNull(amount);
        ArgumentNullException.ThrowIfNull(violations);
        violations
            .Require(amount.CurrencyCode.Length == 3 && amount.CurrencyCode.All(char.IsAsciiLetterUpper),
                $"{field}.currency_code", "must be an ISO 4217 code of three capitals")
            .Require(Math.Abs((long)amount.Nanos) < NanosPerUnit, $"{field}.nanos", "must lie between -999999999 and 999999999")
            .Require(amount.Units == 0 || amount.Nanos == 0 || amount.Units > 0 == amount.Nanos > 0, $"{field}.nanos", "must have the sign of units");
    }
}
