using Oteldemo;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payments;

/// <summary>Validates requests except for the card.</summary>
internal static class PaymentRequests
{
    private const int LongestKey = 255;

    public static void CheckCharge(ChargeRequest request, FieldViolations violations)
    {
        if (request.Amount is null)
        {
            violations.Add("amount", "is required");
        }
        else
        {
            // An order that costs nothing goes through like any other; money is never paid out by a charge.
            request.Amount.Validate(violations, "amount");
            violations.Require(request.Amount is { Units: >= 0, Nanos: >= 0 }, "amount", "must not be negative");
        }

        violations.Require(request.IdempotencyKey.Length <= LongestKey, "idempotency_key", $"must not be longer than {LongestKey} characters");
    }

    /// <returns>The transaction to refund; null when the request names its charge by key.</returns>
    public static Guid? ReadRefund(RefundRequest request, FieldViolations violations)
    {
        switch (request.ChargeCase)
        {
            case RefundRequest.ChargeOneofCase.TransactionId when Guid.TryParse(request.TransactionId, out var id):
                return id;
            case RefundRequest.ChargeOneofCase.TransactionId:
                violations.Add("transaction_id", "is not a transaction id");
                break;
            case RefundRequest.ChargeOneofCase.IdempotencyKey:
                violations.Require(request.IdempotencyKey.Length is > 0 and <= LongestKey, "idempotency_key",
                    $"must have 1 to {LongestKey} characters");
                break;
            default:
                violations.Add("transaction_id", "or idempotency_key is required");
                break;
        }

        return null;
    }
}
