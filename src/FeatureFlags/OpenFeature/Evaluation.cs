using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature;

internal static class Evaluation
{
    public static readonly Metadata Nameless = new(null);
}

/// <summary>One evaluation at a provider; every failure returns the default value.</summary>
internal readonly record struct Evaluation<T>(
    FlagKind<T> Kind, FeatureProvider Provider, string FlagKey, T DefaultValue, EvaluationContext Context, CancellationToken CancellationToken)
{
    public static FlagEvaluationDetails<T> DetailsOf(ResolutionDetails<T> resolution) => new(
        resolution.FlagKey, resolution.Value, resolution.ErrorType, resolution.Reason, resolution.Variant, resolution.ErrorMessage, resolution.FlagMetadata);

    public async ValueTask<ResolutionDetails<T>> ResolveAsync(EvaluationContext context)
    {
        try
        {
            var resolution = Provider.Status switch
            {
                ProviderStatus.NotReady => Failed(ErrorType.ProviderNotReady, "The provider is not ready yet"),
                ProviderStatus.Fatal => Failed(ErrorType.ProviderFatal, "The provider failed for good"),
                _ => await Kind.Resolve(Provider, FlagKey, DefaultValue, context, CancellationToken).ConfigureAwait(false),
            };
            return resolution.ErrorType == ErrorType.None ? resolution : Failed(resolution);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    public ResolutionDetails<T> Failed(Exception error) => Failed((error as FeatureProviderException)?.ErrorType ?? ErrorType.General, error.Message);

    private ResolutionDetails<T> Failed(ErrorType errorType, string? message) => new(FlagKey, DefaultValue, errorType, Reason.Error, null, message);

    // The value of a failed resolution is undefined.
    private ResolutionDetails<T> Failed(ResolutionDetails<T> resolution) =>
        EqualityComparer<T>.Default.Equals(resolution.Value, DefaultValue) && resolution.Reason == Reason.Error
            ? resolution
            : new(FlagKey, DefaultValue, resolution.ErrorType, Reason.Error, resolution.Variant, resolution.ErrorMessage, resolution.FlagMetadata);
}
