using Oteldemo;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Tests.Validation;

public sealed class MoneyValidationTests
{
    [Theory]
    [InlineData("", 1, 0, "price.currency_code")]
    [InlineData("usd", 1, 0, "price.currency_code")]
    [InlineData("USD", 0, 1_000_000_000, "price.nanos")]
    [InlineData("USD", 0, int.MinValue, "price.nanos")]
    [InlineData("USD", 1, -1, "price.nanos")]
    public void Malformed_money_is_a_violation_of_its_field(string currency, long units, int nanos, string field)
    {
        var violations = new FieldViolations();
        new Money { CurrencyCode = currency, Units = units, Nanos = nanos }.Validate(violations, "price");

        Assert.Equal(field, Assert.Single(violations).Field);
    }

    [Fact]
    public void Well_formed_money_is_no_violation()
    {
        var violations = new FieldViolations();
        new Money { CurrencyCode = "USD", Units = -2, Nanos = -5 }.Validate(violations, "price");

        Assert.Empty(violations);
    }
}
