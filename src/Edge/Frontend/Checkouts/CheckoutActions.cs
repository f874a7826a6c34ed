using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Layout;
using OtelShop.Frontends.Visitors;
using OtelShop.ServiceDefaults.Rpc;

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
        IFormCollection sent, Visitor visitor, VisitorCart cart, OptionalPart optional, OrderClient orders, OrderProof proof, TimeProvider time,
        ILogger<CheckoutForm> logger, HttpContext context)
    {
        var form = new CheckoutForm(sent);
        if (!form.Validate(time.GetUtcNow())) { return Refused(form, StatusCodes.Status422UnprocessableEntity); }
        // An empty cart may have been ordered by this form: checkout knows.
        var version = form.CartVersion.Length == 0 ? "" : await optional.LoadAsync("the version of the cart", cart.VersionAsync, "", context.RequestAborted);
        if (version.Length > 0 && version != form.CartVersion)
        {
            form.RefuseChangedCart();
            return Refused(form, StatusCodes.Status409Conflict);
        }

        try
        {
            var placed = await orders.PlaceAsync(form.ToRequest(visitor.UserId, visitor.Currency), context.RequestAborted);
            proof.Keep(context, visitor.UserId, placed.Order.OrderId);
            var kept = placed.IsCartKept ? $"?{OrderPage.CartIsKept}=true" : "";
            return new SeeOther($"/cart/checkout/{Uri.EscapeDataString(placed.Order.OrderId)}{kept}");
        }
        catch (OrderFailedException failed) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (failed.Error.IsFault) { logger.BackendFailed(failed.Cause, context.Request.Method, context.Request.Path, failed.Cause.StatusCode.ToConventionName()); }
            form.Refuse(failed);
            failed.Error.AddRetryAfter(context.Response.Headers);
            return Refused(form, failed.Error.StatusCode == StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : failed.Error.StatusCode);
        }
    }

    private static IResult Refused(CheckoutForm form, int status) => Page.Of<CartPage>(status, (nameof(CartPage.Form), form));
}
