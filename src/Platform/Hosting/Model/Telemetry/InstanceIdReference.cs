namespace Aspire.Hosting.ApplicationModel;

/// <summary>Identity of the one copy of a resource that receives the value. A resource that is not running yet is its only copy.</summary>
internal sealed class InstanceIdReference(IResource resource) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => resource.Name;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(resource.Name);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        new(context.Instance?.Id ?? resource.Name);
}
