using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Confirmations;

internal static class ConfirmationRules
{
    private const int MaxOrderIdLength = 64;

    /// <exception cref="InvalidRequestException">A field of the request is missing or invalid.</exception>
    public static void Check(SendOrderConfirmationRequest request)
    {
        var violations = new FieldViolations()
            .Require(OrderRules.IsEmailAddress(request.Email), "email", "must be one mail address without a display name");
        if (request.Order is { } order)
            Check(order, violations);
        else
            violations.Add("order", "is missing");
        violations.ThrowIfAny();
    }

    private static void Check(OrderResult order, FieldViolations violations)
    {
        violations
            .Require(IsOrderId(order.OrderId), "order.order_id", $"must be 1 to {MaxOrderIdLength} letters, digits and dashes")
            .Require(order.Items.Count is > 0 and <= OrderRules.MaximumLines, "order.items", $"must be 1 to {OrderRules.MaximumLines}");
        if (order.ShippingCost is { } shipping)
        {
            shipping.Validate(violations, "order.shipping_cost");
            violations.Require(CurrencyMinorUnits.TryGet(shipping.CurrencyCode, out _), "order.shipping_cost.currency_code", "is not supported by the shop");
        }
        else
        {
            violations.Add("order.shipping_cost", "is missing");
        }

        for (var index = 0; index < order.Items.Count; index++)
            Check(order.Items[index], order.ShippingCost?.CurrencyCode, $"order.items[{index}]", violations);
    }

    private static void Check(OrderItem line, string? currencyCode, string field, FieldViolations violations)
    {
        violations
            .Require(line.Item is { ProductId.Length: > 0 }, $"{field}.item.product_id", "is missing")
            .Require(line.Item is { Quantity: > 0 and <= OrderRules.MaximumQuantity }, $"{field}.item.quantity", $"must be 1 to {OrderRules.MaximumQuantity}");
        if (line.Cost is not { } cost)
        {
            violations.Add($"{field}.cost", "is missing");
            return;
        }

        cost.Validate(violations, $"{field}.cost");
        violations.Require(currencyCode is null || cost.CurrencyCode == currencyCode, $"{field}.cost.currency_code", "must be the currency of the shipping cost");
    }

    // The id becomes part of a header and of a file name.
    private static bool IsOrderId(string text) =>
        text.Length is > 0 and <= MaxOrderIdLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
