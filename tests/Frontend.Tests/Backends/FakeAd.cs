using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeAd(ShopState shop) : AdService.AdServiceBase
{
    public override Task<AdResponse> GetAds(AdRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(new AdResponse { Ads = { new Ad { RedirectUrl = "/product/2ZYFJ3GM2N", Text = "Binoculars, now" } } });
    }
}
