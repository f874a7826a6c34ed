using Oteldemo;
using OtelShop.Emails.Confirmations;
using OtelShop.ServiceDefaults;

namespace OtelShop.Emails;

/// <summary>Upstream's HTTP form of the service, answered by 200 and nothing else.</summary>
internal static class EmailRoutes
{
    public static void MapEmailRoutes(this IEndpointRouteBuilder routes) => routes.MapPost("/send_order_confirmation", SendAsync);

    private static async Task<IResult> SendAsync(HttpRequest request, ConfirmationDesk desk, CancellationToken cancellationToken)
    {
        var message = await request.ReadMessageAsync<SendOrderConfirmationRequest>(cancellationToken);
        await desk.ConfirmAsync(message, cancellationToken);
        return Results.Ok();
    }
}
