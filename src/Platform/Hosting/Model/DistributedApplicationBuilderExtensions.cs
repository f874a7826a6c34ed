using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Goes on with resources that were described elsewhere.</summary>
public static class DistributedApplicationBuilderExtensions
{
    /// <summary>Goes on describing a resource by name.</summary>
    /// <exception cref="InvalidOperationException">There is no resource of that name and type.</exception>
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name) where T : IResource =>
        builder.TryCreateResourceBuilder<T>(name, out var found)
            ? found
            : throw new InvalidOperationException($"There is no resource '{name}' of type {typeof(T).Name}.");

    /// <summary>Goes on describing a resource by name, if there is one of that name and type.</summary>
    public static bool TryCreateResourceBuilder<T>(
        this IDistributedApplicationBuilder builder, string name, [NotNullWhen(true)] out IResourceBuilder<T>? resourceBuilder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var found = builder.Resources.OfType<T>().FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        resourceBuilder = found is null ? null : builder.CreateResourceBuilder(found);
        return found is not null;
    }
}
