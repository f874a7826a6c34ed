using System.Globalization;

namespace OtelShop.Contracts.Tests;

public sealed class OrderRulesTests
{
    [Theory]
    [InlineData("someone@example.com", true)]
    [InlineData("jürgen@example.com", true)]
    [InlineData("someone@münchen.example", true)]
    [InlineData("Some One <someone@example.com>", false)]
    [InlineData("someone@localhost", false)]
    [InlineData("someone", false)]
    [InlineData("", false)]
    [InlineData("someone@example.com\r\nBcc: other@example.com", false)]
    [InlineData("some\u202eone@example.com", false)]
    public void An_address_is_bare_and_has_a_domain_with_a_dot(string text, bool isAddress) =>
        Assert.Equal(isAddress, OrderRules.IsEmailAddress(text));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_at_most_254_characters(int length, bool isAddress)
    {
        var domain = "@" + string.Join('.', Enumerable.Repeat(new string('d', 20), 10)) + ".com";

        Assert.Equal(isAddress, OrderRules.IsEmailAddress(new string('x', length - domain.Length) + domain));
    }

    [Theory]
    [InlineData("Mountain View", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("Mountain\0View", false)]
    [InlineData("Mountain\nView", false)]
    [InlineData("Mountain\u2028View", false)]
    [InlineData("Mountain\u202eweiV", false)]
    [InlineData("Mountain\u2066View", false)]
    [InlineData("Mountain\ufffdView", false)]
    [InlineData("שדרות\u200f בן־גוריון", true)]
    public void A_text_has_no_control_characters(string text, bool isText) => Assert.Equal(isText, OrderRules.IsText(text));

    [Theory]
    [InlineData("USD", "9999999999.99", true)]
    [InlineData("USD", "10000000000.00", false)]
    [InlineData("JPY", "999999999999", true)]
    [InlineData("JPY", "1000000000000", false)]
    [InlineData("USD", "9223372036854775807.99", false)]
    public void A_card_is_charged_amounts_of_12_digits(string currency, string amount, bool isChargeable) =>
        Assert.Equal(isChargeable, OrderRules.IsChargeable(currency, decimal.Parse(amount, CultureInfo.InvariantCulture)));
}
