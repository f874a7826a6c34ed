using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;

namespace OtelShop.Emails.Confirmations;

internal sealed class ConfirmationComposer(IServiceProvider services, ILoggerFactory loggers, IOptions<EmailOptions> options)
{
    private readonly MailAddress _from = new(options.Value.From);

    public async Task<MailMessage> ComposeAsync(string recipient, Confirmation order)
    {
        var html = await RenderAsync(order);
        var message = new MailMessage(_from, new MailAddress(recipient))
        {
            Subject = $"Your order {order.OrderId}",
            Body = ConfirmationText.Of(order),
            BodyEncoding = Encoding.UTF8,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html));

        // The same id for the same order, so a mailbox that gets it twice can tell.
        message.Headers["Message-ID"] = $"<order-{order.OrderId}@{_from.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        return message;
    }

    private async Task<string> RenderAsync(Confirmation order)
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
