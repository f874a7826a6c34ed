using Oteldemo;

namespace OtelShop.Contracts.Tests;

public sealed class CreditCardInfoTests
{
    [Theory]
    [InlineData("4432-8015-6152-0454", "****-****-****-0454")]
    [InlineData("12345678", "****-****-****-****")]
    [InlineData("", "****-****-****-****")]
    public void A_card_number_is_shown_by_its_last_four_digits_at_most(string number, string shown)
    {
        Assert.Equal(shown, new CreditCardInfo { CreditCardNumber = number }.MaskedNumber());
    }

    [Fact]
    public void A_message_as_text_has_neither_number_nor_code_of_its_card()
    {
        var text = new ChargeRequest { CreditCard = new() { CreditCardNumber = "4432801561520454", CreditCardCvv = 672 } }.ToString();

        Assert.DoesNotContain("44328015", text, StringComparison.Ordinal);
        Assert.DoesNotContain("672", text, StringComparison.Ordinal);
    }
}
