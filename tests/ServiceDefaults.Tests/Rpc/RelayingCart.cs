using Grpc.Core;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

/// <summary>Asks another service, without a word about deadlines.</summary>
internal sealed class RelayingCart(CartService.CartServiceClient next) : CartService.CartServiceBase
{
    public override async Task<Cart> GetCart(GetCartRequest request, ServerCallContext context) => await next.GetCartAsync(request);
}
