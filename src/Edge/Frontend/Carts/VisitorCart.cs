using System.Security.Cryptography;
using System.Text;
using OtelShop.Frontends.Visitors;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

/// <summary>The visitor's cart, read once for all parts of a page.</summary>
internal sealed class VisitorCart(CartService.CartServiceClient carts, Visitor visitor, IHttpContextAccessor accessor)
{
    private Task<Cart>? _cart;

    /// <exception cref="Grpc.Core.RpcException">The cart cannot be read.</exception>
    public Task<Cart> GetAsync(CancellationToken cancellationToken)
    {
        // A visitor without a session cookie has no cart yet.
        if (visitor.IsNew) { return Task.FromResult(new Cart()); }
        _cart ??= carts.GetCartAsync(new GetCartRequest { UserId = visitor.UserId }, cancellationToken: accessor.HttpContext!.RequestAborted).ResponseAsync;
        return _cart.WaitAsync(cancellationToken);
    }

    /// <summary>Changes with the products and quantities of the cart; empty for an empty cart.</summary>
    /// <exception cref="Grpc.Core.RpcException">The cart cannot be read.</exception>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var lines = (await GetAsync(cancellationToken)).Items.Select(item => $"{item.ProductId}={item.Quantity}").Order(StringComparer.Ordinal).ToList();
        return lines.Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('&', lines))));
    }
}
