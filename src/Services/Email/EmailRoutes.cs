using Oteldemo;
using OtelShop.Emails.Confirmations;
using OtelShop.ServiceDefaults;

namespace OtelShop.Emails;

/// <summary>Upstream's HTTP route; a success has an empty body.</summary>
internal static class EmailRoutes
{
    public static void MapEmailRoutes(this IEndpointRouteBuilder routes) => routes.MapPost("/send_order_confirmation", SendAsync);

    private static async Task<IResult> SendAsync(HttpRequest request, ConfirmationService confirmations, CancellationToken cancellationToken)
    {
        var message = await request.ReadMessageAsync<SendOrderConfirmationRequest>(cancellationToken);
        await confirmations.ConfirmAsync(message, cancellationToken);
        return Results.Ok();
    }
}
