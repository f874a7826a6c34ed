namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource, as somebody uses it.</summary>
/// <param name="resource">The resource.</param>
/// <param name="optional">Whether it may be missing.</param>
public sealed class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The resource.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Whether it may be missing.</summary>
    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ValueAsync(new ValueProviderContext(), cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        ValueAsync(context, cancellationToken);

    private async ValueTask<string?> ValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        try
        {
            var value = await ((IValueProvider)Resource).GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(value) && !Optional
                ? throw new DistributedApplicationException($"The connection string of '{Resource.Name}' is missing.")
                : value;
        }
        catch (MissingParameterValueException) when (Optional)
        {
            return null;
        }
    }
}
