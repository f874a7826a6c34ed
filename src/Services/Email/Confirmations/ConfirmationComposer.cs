using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace OtelShop.Emails.Confirmations;

internal sealed class ConfirmationComposer(IServiceProvider services, ILoggerFactory loggers, IOptions<EmailOptions> options)
{
    private readonly MailboxAddress _from = MailboxAddress.Parse(options.Value.From);

    public async Task<MimeMessage> ComposeAsync(string recipient, Confirmation order)
    {
        var message = new MimeMessage
        {
            // A message subscribes to changes of its addresses: a shared one would keep every message alive.
            From = { _from.Clone() },
            To = { new MailboxAddress(null, recipient) },
            Subject = $"Your order {order.OrderId}",
            // Derived from the order, so that a mailbox recognizes a second copy.
            MessageId = $"order-{order.OrderId}@{_from.Domain}",
            Body = new MultipartAlternative
            {
                Part(TextFormat.Plain, ConfirmationText.Render(order)),
                Part(TextFormat.Html, await RenderHtmlAsync(order)),
            },
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static TextPart Part(TextFormat format, string text) =>
        new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private async Task<string> RenderHtmlAsync(Confirmation order)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(OrderConfirmation.Order)] = order });
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var component = await renderer.RenderComponentAsync<OrderConfirmation>(parameters);
            return component.ToHtmlString();
        });
    }
}
