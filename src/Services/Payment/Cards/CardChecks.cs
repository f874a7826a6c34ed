using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payments.Cards;

/// <summary>Validates a card: first the input, then whether the shop accepts the card.</summary>
internal sealed class CardChecks(TimeProvider clock)
{
    public const string NotAccepted = "CARD_TYPE_NOT_ACCEPTED";
    public const string Expired = "CARD_EXPIRED";

    /// <summary>Adds a violation for every invalid field.</summary>
    /// <returns>The number; null when it was reported.</returns>
    public static CardNumber? Read(CreditCardInfo? card, FieldViolations violations)
    {
        if (card is null)
        {
            violations.Add("credit_card", "is required");
            return null;
        }

        if (!CardNumber.TryParse(card.CreditCardNumber, out var number))
            violations.Add("credit_card.credit_card_number", "is not a valid card number");

        // proto3 cannot distinguish the code 000 from a missing one, so zero is accepted.
        violations
            .Require(CardCode.IsValid(card.CreditCardCvv, card.CreditCardNumber), "credit_card.credit_card_cvv", CardCode.Requirement(card.CreditCardNumber))
            .Require(card.CreditCardExpirationMonth is >= 1 and <= 12, "credit_card.credit_card_expiration_month",
                "must be between 1 and 12")
            .Require(card.CreditCardExpirationYear is >= 2000 and <= 9999, "credit_card.credit_card_expiration_year",
                "must be a year of four digits");
        return number;
    }

    /// <exception cref="PreconditionFailedException">The shop does not accept this card.</exception>
    public void RequireAcceptable(CardNumber number, CreditCardInfo card)
    {
        if (!CardBrands.IsAccepted(number.Brand))
            throw new PreconditionFailedException(NotAccepted, $"Cards of type {number.Brand} are not accepted; visa and mastercard are.");

        var now = clock.GetUtcNow();
        if ((card.CreditCardExpirationYear, card.CreditCardExpirationMonth).CompareTo((now.Year, now.Month)) < 0)
        {
            throw new PreconditionFailedException(Expired,
                $"The card ending {number.LastFour} expired in {card.CreditCardExpirationMonth:00}/{card.CreditCardExpirationYear}.");
        }
    }
}
