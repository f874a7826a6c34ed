using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeRecommendation(ShopState shop) : RecommendationService.RecommendationServiceBase
{
    public override Task<ListRecommendationsResponse> ListRecommendations(ListRecommendationsRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(new ListRecommendationsResponse { ProductIds = { "2ZYFJ3GM2N", "NO0LONGER0", "L9ECAV7KIM", "1YMWWN1N4O", "66VCHSJNUP" } });
    }
}
