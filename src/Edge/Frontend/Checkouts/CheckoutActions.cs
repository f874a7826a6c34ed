using Grpc.Core;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Layout;
using OtelShop.Frontends.Visitors;
using OtelShop.ServiceDefaults.Rpc;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>Handles the checkout form.</summary>
internal static class CheckoutActions
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/cart/checkout", PlaceOrderAsync);
        // A rejected form is shown at this address; a reload redirects to the cart.
        pages.MapGet("/cart/checkout", () => TypedResults.LocalRedirect("/cart"));
    }

    private static async Task<IResult> PlaceOrderAsync(
        IFormCollection sent, Visitor visitor, CheckoutService.CheckoutServiceClient checkout, OrderReceipts receipts, HttpContext context)
    {
        var form = new CheckoutForm(sent);
        form.Validate();
        if (!form.IsValid) { return Refused(form, StatusCodes.Status422UnprocessableEntity); }
        try
        {
            using var call = checkout.PlaceOrderAsync(form.ToRequest(visitor.UserId, visitor.Currency), cancellationToken: context.RequestAborted);
            var reply = await call;
            receipts.Keep(context, reply.Order);
            var kept = CartNotEmptiedTrailer.IsIn(call.GetTrailers()) ? $"?{OrderPage.CartIsKept}=true" : "";
            return new SeeOther($"/cart/checkout/{Uri.EscapeDataString(reply.Order.OrderId)}{kept}");
        }
        catch (RpcException error) when (!BackendError.Of(error).IsFault)
        {
            var refusal = BackendError.Of(error);
            form.Refuse(refusal.Message, refusal.Fields);
            return Refused(form, refusal.StatusCode == StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : refusal.StatusCode);
        }
    }

    private static IResult Refused(CheckoutForm form, int status) => Page.Of<CartPage>(status, (nameof(CartPage.Form), form));
}
