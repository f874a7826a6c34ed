namespace Aspire.Hosting;

/// <summary>For resources with a connection string.</summary>
public static class ConnectionPropertiesExtensions
{
    /// <summary>The parts of a connection string and further ones; of two with the same name the further one wins.</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> CombineProperties(
        this IResourceWithConnectionString source, IEnumerable<KeyValuePair<string, ReferenceExpression>> additional)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(additional);
        var combined = new OrderedDictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in source.GetConnectionProperties().Concat(additional))
            combined[name] = value;
        return combined;
    }

    /// <summary>The connection string that takes the place of the resource's own, if any.</summary>
    internal static ReferenceExpression? Redirected(this IResourceWithConnectionString resource) =>
        resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().LastOrDefault()?.Resource.ConnectionStringExpression;

    /// <summary>The parts of the connection string as consumers get them.</summary>
    internal static IEnumerable<KeyValuePair<string, ReferenceExpression>> AllConnectionProperties(this IResourceWithConnectionString resource)
    {
        var source = resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().LastOrDefault()?.Resource ?? resource;
        return source.CombineProperties(resource.Annotations.OfType<ConnectionPropertyAnnotation>().Select(p => KeyValuePair.Create(p.Name, p.Value)));
    }
}
