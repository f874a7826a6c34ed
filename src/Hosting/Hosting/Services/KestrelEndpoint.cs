using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace OtelShop.Hosting.Services;

/// <summary>A listener that a service's own settings name.</summary>
/// <param name="Name">Key below <c>Kestrel:Endpoints</c>.</param>
/// <param name="Port">Port of the settings: the one in a container.</param>
/// <param name="IsHttp2">Whether the listener speaks nothing but HTTP/2, without TLS.</param>
internal sealed record KestrelEndpoint(string Name, int Port, bool IsHttp2)
{
    /// <exception cref="DistributedApplicationException">An address is none that Kestrel accepts.</exception>
    public static IReadOnlyList<KestrelEndpoint> Read(string projectFolder)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(projectFolder, "appsettings.json"), optional: true).Build();
        return [.. settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => Parse(endpoint, projectFolder))];
    }

    private static KestrelEndpoint Parse(IConfigurationSection endpoint, string projectFolder)
    {
        // A host of '*' or '+' is no host of a URI.
        var url = (endpoint["Url"] ?? "").Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            ? new KestrelEndpoint(endpoint.Key, address.Port, string.Equals(endpoint["Protocols"], "Http2", StringComparison.OrdinalIgnoreCase))
            : throw new DistributedApplicationException($"Kestrel endpoint '{endpoint.Key}' in {projectFolder}/appsettings.json has the address '{endpoint["Url"]}': write http://*:PORT.");
    }
}
