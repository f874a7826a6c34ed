using OpenFeature;
using OpenFeature.Model;

namespace OtelShop.ProductCatalogs;

/// <summary>Decides for which products <c>productCatalogFailure</c> is on: its rule looks at <c>product_id</c>.</summary>
internal sealed class CatalogFaults(IFeatureClient flags, ILogger<CatalogFaults> logger)
{
    /// <returns>Message for the caller; null when the product may be shown.</returns>
    public async Task<string?> FailureOfAsync(string productId, CancellationToken cancellationToken)
    {
        var context = EvaluationContext.Builder().Set("product_id", productId).Build();
        if (!await flags.GetBooleanValueAsync("productCatalogFailure", false, context, cancellationToken: cancellationToken))
            return null;

        const string failure = "Error: Product Catalog Fail Feature Flag Enabled";
        CatalogTelemetry.Failed(failure);
        logger.ProductFails(productId);
        return failure;
    }
}
