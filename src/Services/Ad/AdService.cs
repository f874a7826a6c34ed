using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Ads;

internal sealed class AdService(AdCatalog catalog, AdFaults faults, AdTelemetry telemetry, ILogger<AdService> logger)
    : Oteldemo.AdService.AdServiceBase
{
    private const int MaxKeys = 100;

    public override async Task<AdResponse> GetAds(AdRequest request, ServerCallContext context)
    {
        new FieldViolations()
            .Require(request.ContextKeys.Count <= MaxKeys, "context_keys", $"must be at most {MaxKeys}")
            .ThrowIfAny();
        await faults.AffectAsync(context);

        var span = Activity.Current;
        var ads = request.ContextKeys.Distinct(StringComparer.Ordinal).SelectMany(ByCategory).ToList();
        var matched = ads.Count > 0;
        if (!matched)
            ads.AddRange(Random());

        // Compat: the request counts as targeted when it names any key, even an unknown or empty one.
        var outcome = new AdOutcome(Targeted: request.ContextKeys.Count > 0, matched, ads.Count);
        AdTelemetry.Describe(span, request.ContextKeys, outcome);
        telemetry.Answered(outcome);
        logger.AdsChosen(ads.Count, outcome.RequestType, outcome.ResponseType);
        return new AdResponse { Ads = { ads } };
    }

    private IReadOnlyList<Ad> ByCategory(string category)
    {
        using var span = telemetry.StartLookup(category);
        var ads = AdCatalog.InCategory(category);
        telemetry.Found(span, ads.Count, category);
        return ads;
    }

    private IReadOnlyList<Ad> Random()
    {
        using var span = telemetry.StartRandomPick();
        var ads = catalog.PickRandom();
        telemetry.Found(span, ads.Count, category: "random");
        return ads;
    }
}
