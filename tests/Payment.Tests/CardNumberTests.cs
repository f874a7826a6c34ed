using OtelShop.Payments.Cards;

namespace OtelShop.Payment.Tests;

public sealed class CardNumberTests
{
    [Theory]
    [InlineData("4432801561520454", "visa")]
    [InlineData("4000000000000000006", "visa")]
    [InlineData("5555555555554444", "mastercard")]
    [InlineData("5105105105105100", "mastercard")]
    [InlineData("2221000000000009", "mastercard")]
    [InlineData("2720990000000007", "mastercard")]
    [InlineData("378282246310005", "amex")]
    [InlineData("6011111111111117", "discover")]
    [InlineData("3530111333300000", "jcb")]
    [InlineData("30569309025904", "diners_club_carte_blanche")]
    [InlineData("38520000023237", "diners_club_international")]
    [InlineData("4917300800000000", "visa_electron")]
    [InlineData("6304000000000000", "maestro")]
    public void A_card_is_of_the_brand_that_issued_its_range(string text, string brand)
    {
        Assert.True(CardNumber.TryParse(text, out var number));

        Assert.Equal(brand, number.Brand);
    }

    [Theory]
    [InlineData("4432-8015-6152-0454")]
    [InlineData("4432 8015 6152 0454")]
    [InlineData(" 4432801561520454 ")]
    public void Spaces_and_dashes_between_digits_do_not_count(string text)
    {
        Assert.True(CardNumber.TryParse(text, out var number));

        Assert.Equal("0454", number.LastFour);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4432801561520455")]
    [InlineData("4222222222222")]
    [InlineData("443280156152045x")]
    [InlineData("4432/8015/6152/0454")]
    [InlineData("٤٤٣٢٨٠١٥٦١٥٢٠٤٥٤")]
    [InlineData("0000000000000000")]
    [InlineData("1111111111111117")]
    [InlineData("2220990000000002")]
    [InlineData("2721000000000004")]
    [InlineData("44328015615204540000000000000000000000000000")]
    public void What_no_issuer_prints_is_no_card_number(string text)
    {
        Assert.False(CardNumber.TryParse(text, out _));
    }

    [Fact]
    public void One_mistyped_digit_is_always_noticed()
    {
        const string good = "4432801561520454";

        Assert.All(Mistypings(good), text => Assert.False(CardNumber.TryParse(text, out _), text));
    }

    [Fact]
    public void A_card_number_as_text_shows_the_last_four_digits_only()
    {
        Assert.True(CardNumber.TryParse("4432801561520454", out var number));

        Assert.Equal("visa ending 0454", number.ToString());
    }

    private static IEnumerable<string> Mistypings(string number) =>
        from position in Enumerable.Range(0, number.Length)
        from digit in "0123456789"
        where number[position] != digit
        select number[..position] + digit + number[(position + 1)..];
}
