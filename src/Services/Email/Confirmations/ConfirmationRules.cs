using System.Net.Mail;
using System.Text;
using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Confirmations;

internal static class ConfirmationRules
{
    private const int LongestAddress = 254;
    private const int LongestOrderId = 64;
    private const int MostLines = 1_000;
    private const int MostPieces = 1_000_000;

    /// <exception cref="InvalidRequestException">The request says too little for a confirmation, or something wrong.</exception>
    public static void Check(SendOrderConfirmationRequest request)
    {
        var violations = new FieldViolations()
            .Require(IsAddress(request.Email), "email", "must be one mail address and nothing else");
        if (request.Order is { } order)
            Check(order, violations);
        else
            violations.Add("order", "is missing");
        violations.ThrowIfAny();
    }

    private static void Check(OrderResult order, FieldViolations violations)
    {
        violations
            .Require(IsOrderId(order.OrderId), "order.order_id", $"must be 1 to {LongestOrderId} letters, digits and dashes")
            .Require(order.Items.Count is > 0 and <= MostLines, "order.items", $"must be 1 to {MostLines}");
        if (order.ShippingCost is { } shipping)
        {
            shipping.Validate(violations, "order.shipping_cost");
            violations.Require(CurrencyMinorUnits.TryGet(shipping.CurrencyCode, out _), "order.shipping_cost.currency_code", "is not a currency of the shop");
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
            .Require(line.Item is { Quantity: > 0 and <= MostPieces }, $"{field}.item.quantity", $"must be 1 to {MostPieces}");
        if (line.Cost is not { } cost)
        {
            violations.Add($"{field}.cost", "is missing");
            return;
        }

        cost.Validate(violations, $"{field}.cost");
        violations.Require(currencyCode is null || cost.CurrencyCode == currencyCode, $"{field}.cost.currency_code", "must be the currency of the shipping cost");
    }

    // A bare address only: a display name would let the caller write into the header.
    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && Ascii.IsValid(address.User)
        && !text.Any(char.IsControl);

    // It becomes part of a header and of a file name.
    private static bool IsOrderId(string text) =>
        text.Length is > 0 and <= LongestOrderId && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
