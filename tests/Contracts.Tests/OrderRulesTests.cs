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
    public void A_text_has_no_control_characters(string text, bool isText) => Assert.Equal(isText, OrderRules.IsText(text));
}
