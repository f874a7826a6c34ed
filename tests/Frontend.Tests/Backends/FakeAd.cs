using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeAd(ShopState shop) : AdService.AdServiceBase
{
    public override async Task<AdResponse> GetAds(AdRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        if (shop.AdsAreSilent) { await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken); }
        return new AdResponse { Ads = { new Ad { RedirectUrl = "/product/2ZYFJ3GM2N", Text = "Binoculars, now" } } };
    }
}
