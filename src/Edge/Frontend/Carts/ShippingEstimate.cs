using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal sealed class ShippingEstimate(ShippingService.ShippingServiceClient shipping, PriceConverter prices)
{
    public async Task<Money> OfAsync(IEnumerable<CartItem> items, Address? address, string currency, CancellationToken cancellationToken)
    {
        var reply = await shipping.GetQuoteAsync(new GetQuoteRequest { Address = address, Items = { items } }, cancellationToken: cancellationToken);
        return await prices.ConvertAsync(reply.CostUsd, currency, cancellationToken);
    }
}
