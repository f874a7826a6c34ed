using Microsoft.Extensions.Time.Testing;
using Oteldemo;
using OtelShop.Payments.Cards;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payment.Tests;

public sealed class CardChecksTests
{
    private readonly CardChecks _checks = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero)));

    [Theory]
    [InlineData(2026, 11)]
    [InlineData(2026, 12)]
    [InlineData(2027, 1)]
    [InlineData(2039, 1)]
    public void A_card_is_good_until_the_end_of_its_month(int year, int month)
    {
        var card = Cards.Visa(year, month);

        _checks.RequireAcceptable(Read(card), card);
    }

    [Theory]
    [InlineData(2026, 10)]
    [InlineData(2025, 12)]
    [InlineData(2000, 1)]
    public void A_card_past_its_month_is_declined_as_expired(int year, int month)
    {
        var card = Cards.Visa(year, month);

        var declined = Assert.Throws<PreconditionFailedException>(() => _checks.RequireAcceptable(Read(card), card));

        Assert.Equal(CardChecks.Expired, declined.Reason);
    }

    [Theory]
    [InlineData("378282246310005")]
    [InlineData("6011111111111117")]
    [InlineData("3530111333300000")]
    // Compat: Visa Electron counts as a brand of its own.
    [InlineData("4917300800000000")]
    public void A_brand_the_shop_does_not_take_is_declined(string number)
    {
        var card = Cards.Of(number);

        var declined = Assert.Throws<PreconditionFailedException>(() => _checks.RequireAcceptable(Read(card), card));

        Assert.Equal(CardChecks.NotAccepted, declined.Reason);
    }

    [Fact]
    public void A_brand_that_is_not_taken_is_named_before_its_expiry()
    {
        var card = Cards.Of("378282246310005", year: 2001);

        var declined = Assert.Throws<PreconditionFailedException>(() => _checks.RequireAcceptable(Read(card), card));

        Assert.Equal(CardChecks.NotAccepted, declined.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(999)]
    public void A_code_of_three_digits_is_taken_leading_zeros_included(int code)
    {
        var card = Cards.Visa();
        card.CreditCardCvv = code;

        Assert.NotNull(Read(card));
    }

    [Fact]
    public void An_american_express_code_has_four_digits()
    {
        var card = Cards.Of("378282246310005");
        card.CreditCardCvv = 1234;

        Assert.NotNull(Read(card));
    }

    private static CardNumber Read(CreditCardInfo card)
    {
        var violations = new FieldViolations();
        var number = CardChecks.Read(card, violations);
        violations.ThrowIfAny();
        return number!;
    }
}
