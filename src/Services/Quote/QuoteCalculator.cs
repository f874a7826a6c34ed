using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Quotes;

internal sealed class QuoteCalculator(QuoteTelemetry telemetry, ILogger<QuoteCalculator> logger)
{
    public const string Currency = "USD";

    private const decimal CostPerItem = 8.99m;

    /// <param name="numberOfItems">Items to ship; zero costs nothing.</param>
    /// <param name="field">Field name for the error.</param>
    /// <exception cref="InvalidRequestException">The number is negative.</exception>
    public decimal Calculate(int numberOfItems, string field)
    {
        new FieldViolations()
            .Require(numberOfItems >= 0, field, "must not be negative")
            .ThrowIfAny();

        using var span = telemetry.StartCalculation(numberOfItems);
        var total = CostPerItem * numberOfItems;
        telemetry.Calculated(span, numberOfItems, total);
        logger.Calculated((double)total);
        return total;
    }
}
