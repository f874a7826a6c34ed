using Grpc.Core;
using Microsoft.Extensions.Options;
using OtelShop.Frontends.Api;
using OtelShop.ServiceDefaults.Rpc;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>Places and reads orders.</summary>
internal sealed class OrderClient(
    CheckoutService.CheckoutServiceClient checkout, CurrencyService.CurrencyServiceClient currencies, IOptions<FrontendOptions> options, TimeProvider time)
{
    // Reading an order takes no longer than any other call.
    private DateTime ReadDeadline => (time.GetUtcNow() + options.Value.BackendTimeout).UtcDateTime;

    /// <exception cref="RpcException">The user has no such order, or it cannot be read.</exception>
    public async Task<Order> GetAsync(string userId, string orderId, CancellationToken cancellationToken) =>
        await checkout.GetOrderAsync(new GetOrderRequest { UserId = userId, OrderId = orderId }, deadline: ReadDeadline, cancellationToken: cancellationToken);

    /// <summary>A page of the user's orders, newest first; an empty token starts with the newest.</summary>
    /// <exception cref="RpcException">The orders cannot be read, or the token is not of an earlier page.</exception>
    public async Task<ListOrdersResponse> ListAsync(string userId, string pageToken, CancellationToken cancellationToken) =>
        await checkout.ListOrdersAsync(new ListOrdersRequest { UserId = userId, PageToken = pageToken }, deadline: ReadDeadline, cancellationToken: cancellationToken);

    /// <summary>Checks the currency of the answer before the order is placed. An empty one needs no conversion.</summary>
    /// <exception cref="BadRequestException">The shop has no such currency.</exception>
    /// <exception cref="OrderFailedException">The currency could not be checked.</exception>
    public async Task RequireCurrencyAsync(string? currencyCode, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(currencyCode)) { return; }
        try
        {
            var supported = await currencies.GetSupportedCurrenciesAsync(new Empty(), cancellationToken: cancellationToken);
            if (supported.CurrencyCodes.Contains(currencyCode)) { return; }
        }
        catch (RpcException error)
        {
            throw new OrderFailedException(error, OrderFailureReasons.NotPlaced);
        }

        throw new BadRequestException(StatusCodes.Status400BadRequest, "The request has invalid values.", ("currencyCode", "is not a currency of the shop."));
    }

    /// <summary>Places an order. A failure states whether the order may stand.</summary>
    /// <exception cref="OrderFailedException">The order was refused, or its outcome is not known.</exception>
    public async Task<PlacedOrder> PlaceAsync(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var call = checkout.PlaceOrderAsync(request, cancellationToken: cancellationToken);
            var reply = await call;
            return new PlacedOrder(reply.Order, CartNotEmptiedTrailer.IsIn(call.GetTrailers()));
        }
        catch (RpcException error)
        {
            // A call that broke off says nothing about the order.
            throw new OrderFailedException(error, BackendError.Of(error).Reason ?? OrderFailureReasons.Unknown);
        }
    }
}

internal sealed record PlacedOrder(OrderResult Order, bool IsCartKept);

/// <summary>An order that was refused, or whose outcome is not known.</summary>
internal sealed class OrderFailedException(RpcException cause, string faultReason) : Exception(cause.Message, cause)
{
    public RpcException Cause => cause;

    public BackendError Error { get; } = BackendError.Of(cause) is { IsFault: true } fault
        ? fault with { Reason = faultReason, Message = faultReason == OrderFailureReasons.NotPlaced ? NotPlaced : Unknown }
        : BackendError.Of(cause);

    public bool IsOutcomeUnknown => Error.Reason == OrderFailureReasons.Unknown;

    private const string NotPlaced = "The order was not placed, and nothing was charged. Try again in a moment.";

    private const string Unknown =
        $"It is not known yet whether the order was placed. Send the same request again with the same {IdempotencyKey.HeaderName}: it is charged at most once.";
}
