using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Tests.Validation;

public sealed class FieldViolationsTests
{
    [Fact]
    public void A_request_without_violations_goes_on()
    {
        var violations = new FieldViolations().Require(true, "user_id", "must not be empty");

        violations.ThrowIfAny();
        Assert.Empty(violations);
    }

    [Fact]
    public void All_violations_of_a_request_are_told_at_once()
    {
        var violations = new FieldViolations().Require(false, "user_id", "must not be empty").Require(false, "item.quantity", "must be positive");
        var error = Assert.Throws<InvalidRequestException>(violations.ThrowIfAny);

        Assert.Equal(["user_id", "item.quantity"], error.Violations.Select(violation => violation.Field));
        Assert.Equal("user_id: must not be empty; item.quantity: must be positive", error.Message);
    }
}
