using Oteldemo;
using OtelShop.Contracts;
using OtelShop.Payments.Charges;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payments;

/// <summary>Validates requests except for the card.</summary>
internal static class PaymentRequests
{
    private const int LongestKey = 255;
    private const string WrongKey = "must have 1 to 255 characters, none of them a control character";

    public static void CheckCharge(ChargeRequest request, FieldViolations violations)
    {
        if (request.Amount is null)
            violations.Add("amount", "is required");
        else
            // An order that costs nothing goes through like any other; money is never paid out by a charge.
            CheckAmount(request.Amount, violations);

        violations.Require(request.IdempotencyKey.Length == 0 || IsKey(request.IdempotencyKey), "idempotency_key", WrongKey);
    }

    /// <exception cref="InvalidRequestException">A field is wrong.</exception>
    public static RefundOrder ReadRefund(RefundRequest request)
    {
        var violations = new FieldViolations();
        var transaction = ReadTransaction(request, violations);
        if (request.Amount is { } amount)
        {
            CheckAmount(amount, violations);
            violations.Require(amount is not { Units: 0, Nanos: 0 }, "amount", "must not be zero");
        }

        var key = request.RefundKey is { Length: > 0 } given ? given : null;
        violations.Require(key is null || IsKey(key), "refund_key", WrongKey);
        violations.ThrowIfAny();
        return new RefundOrder(transaction, transaction is null ? request.IdempotencyKey : null, request.Amount, key);
    }

    private static void CheckAmount(Money amount, FieldViolations violations)
    {
        var before = violations.Count;
        amount.Validate(violations, "amount");
        if (violations.Count > before)
            return;
        if (!CurrencyMinorUnits.TryGet(amount.CurrencyCode, out var decimals))
            violations.Add("amount.currency_code", "is not a currency that the shop trades in");
        else
            violations
                .Require(amount is { Units: >= 0, Nanos: >= 0 }, "amount", "must not be negative")
                .Require(OrderRules.IsChargeable(amount.CurrencyCode, amount.ToDecimal()), "amount", $"must be at most {OrderRules.MaximumMinorUnits} minor units")
                .Require(amount.Nanos % NanosPerMinorUnit(decimals) == 0, "amount", $"must have at most {decimals} decimals");
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= LongestKey && !text.Any(char.IsControl);

    private static int NanosPerMinorUnit(int decimals) => 1_000_000_000 / (int)Math.Pow(10, decimals);

    /// <returns>The transaction to refund; null when the request names its charge by key.</returns>
    private static Guid? ReadTransaction(RefundRequest request, FieldViolations violations)
    {
        switch (request.ChargeCase)
        {
            case RefundRequest.ChargeOneofCase.TransactionId when Guid.TryParse(request.TransactionId, out var id):
                return id;
            case RefundRequest.ChargeOneofCase.TransactionId:
                violations.Add("transaction_id", "is not a transaction id");
                break;
            case RefundRequest.ChargeOneofCase.IdempotencyKey:
                violations.Require(IsKey(request.IdempotencyKey), "idempotency_key", WrongKey);
                break;
            default:
                violations.Add("transaction_id", "or idempotency_key is required");
                break;
        }

        return null;
    }
}
