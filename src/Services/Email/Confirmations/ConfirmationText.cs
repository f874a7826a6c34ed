using System.Text;

namespace OtelShop.Emails.Confirmations;

/// <summary>The confirmation for mail programs that show no HTML.</summary>
internal static class ConfirmationText
{
    public static string Of(Confirmation order)
    {
        var text = new StringBuilder()
            .AppendLine("Thank you for your order")
            .AppendLine()
            .AppendLine($"Order:       {order.OrderId}")
            .AppendLine($"Tracking id: {order.TrackingId}")
            .AppendLine();
        foreach (var line in order.Lines)
            text.AppendLine($"{line.Quantity} x {line.ProductId} at {line.Price}: {line.Amount}");

        text.AppendLine()
            .AppendLine($"Shipping: {order.Shipping}")
            .AppendLine($"Total:    {order.Total}");
        if (order.AddressLines.Count > 0)
            text.AppendLine().AppendLine("Shipped to:").AppendJoin(Environment.NewLine, order.AddressLines).AppendLine();

        // RFC 2046: lines of text in a mail end with CRLF, in every encoding.
        return text.ToString().ReplaceLineEndings("\r\n");
    }
}
