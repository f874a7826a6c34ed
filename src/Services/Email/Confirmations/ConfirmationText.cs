using System.Text;

namespace OtelShop.Emails.Confirmations;

/// <summary>Plain-text form of the confirmation, for mail clients without HTML.</summary>
internal static class ConfirmationText
{
    public static string Render(Confirmation order)
    {
        var text = new StringBuilder()
            .AppendLine("Thank you for your order")
            .AppendLine()
            .AppendLine($"Order:       {order.OrderId}")
            .AppendLine($"Tracking id: {order.TrackingId}")
            .AppendLine();
        foreach (var line in order.Lines)
            text.AppendLine($"{line.Quantity} x {line.Product} at {line.Price}: {line.Amount}");

        text.AppendLine()
            .AppendLine($"Shipping: {order.Shipping}")
            .AppendLine($"Total:    {order.Total}");
        if (order.AddressLines.Count > 0)
            text.AppendLine().AppendLine("Shipped to:").AppendJoin(Environment.NewLine, order.AddressLines).AppendLine();

        // RFC 2046 §4.1.1: lines of text parts end with CRLF.
        return text.ToString().ReplaceLineEndings("\r\n");
    }
}
