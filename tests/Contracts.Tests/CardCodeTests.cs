namespace OtelShop.Contracts.Tests;

public sealed class CardCodeTests
{
    private const string Visa = "4432-8015-6152-0454";
    private const string AmericanExpress = "3782-822463-10005";

    [Theory]
    [InlineData("672", Visa, 672)]
    [InlineData("012", Visa, 12)]
    [InlineData("000", Visa, 0)]
    [InlineData("0123", AmericanExpress, 123)]
    [InlineData("12", Visa, CardCode.Invalid)]
    [InlineData("1234", Visa, CardCode.Invalid)]
    [InlineData("123", AmericanExpress, CardCode.Invalid)]
    [InlineData("1 2", Visa, CardCode.Invalid)]
    [InlineData("-12", Visa, CardCode.Invalid)]
    [InlineData("١٢٣", Visa, CardCode.Invalid)]
    [InlineData("", Visa, CardCode.Invalid)]
    [InlineData("672", "", 672)]
    public void A_code_has_as_many_digits_as_its_card_shows(string text, string cardNumber, int code) => Assert.Equal(code, CardCode.Read(text, cardNumber));

    [Theory]
    [InlineData(0, Visa, true)]
    [InlineData(12, Visa, true)]
    [InlineData(999, Visa, true)]
    [InlineData(1_000, Visa, false)]
    [InlineData(9_999, AmericanExpress, true)]
    [InlineData(10_000, AmericanExpress, false)]
    [InlineData(CardCode.Invalid, Visa, false)]
    [InlineData(int.MinValue, AmericanExpress, false)]
    public void The_number_of_a_code_has_lost_its_leading_zeros(int code, string cardNumber, bool isValid) => Assert.Equal(isValid, CardCode.IsValid(code, cardNumber));
}
