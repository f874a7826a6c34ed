using Grpc.Core;
using Oteldemo;
using OtelShop.Emails.Confirmations;

namespace OtelShop.Emails;

internal sealed class EmailService(ConfirmationService confirmations) : Oteldemo.EmailService.EmailServiceBase
{
    public override async Task<Empty> SendOrderConfirmation(SendOrderConfirmationRequest request, ServerCallContext context)
    {
        await confirmations.ConfirmAsync(request, context.CancellationToken);
        return new Empty();
    }
}
