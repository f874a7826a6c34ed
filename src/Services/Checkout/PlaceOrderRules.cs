using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts;

/// <summary>Checks a request before any call; the payment service checks the rest of the card.</summary>
internal static class PlaceOrderRules
{
    private const int LongestKey = 256;

    /// <exception cref="InvalidRequestException">Lists every invalid field.</exception>
    public static void Check(PlaceOrderRequest request)
    {
        var violations = new FieldViolations();
        CheckText(violations, "user_id", request.UserId);
        violations
            .Require(request.UserCurrency.Length == 3 && request.UserCurrency.All(char.IsAsciiLetterUpper), "user_currency",
                "must be an ISO 4217 code of three capital letters")
            .Require(OrderRules.IsEmailAddress(request.Email), "email", "must be an email address")
            .Require(request.IdempotencyKey.Length <= LongestKey && !request.IdempotencyKey.Any(char.IsControl), "idempotency_key",
                $"must have at most {LongestKey} printable characters")
            .Require(request.CreditCard is not null, "credit_card", "is required");
        if (request.CreditCard is { } card)
        {
            violations.Require(
                CardCode.IsValid(card.CreditCardCvv, card.CreditCardNumber), "credit_card.credit_card_cvv", CardCode.Requirement(card.CreditCardNumber));
        }

        if (request.Address is { } address)
        {
            CheckText(violations, "address.street_address", address.StreetAddress);
            CheckText(violations, "address.city", address.City);
            CheckText(violations, "address.state", address.State);
            CheckText(violations, "address.country", address.Country);
            CheckText(violations, "address.zip_code", address.ZipCode);
        }
        else
        {
            violations.Add("address", "is required");
        }

        violations.ThrowIfAny();
    }

    private static void CheckText(FieldViolations violations, string field, string text) => violations
        .Require(!string.IsNullOrWhiteSpace(text), field, "is required")
        .Require(string.IsNullOrWhiteSpace(text) || OrderRules.IsText(text), field, $"must have at most {OrderRules.MaximumTextLength} printable characters");
}
