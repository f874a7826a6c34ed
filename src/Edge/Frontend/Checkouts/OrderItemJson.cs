using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Prices;

namespace OtelShop.Frontends.Checkouts;

internal sealed record OrderItemJson(MoneyJson? Cost, CartItemJson? Item);
