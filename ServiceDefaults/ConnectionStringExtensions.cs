using Microsoft.Extensions.Configuration;

namespace OtelShop.ServiceDefaults;

/// <summary>Reads connection strings that a service cannot do without.</summary>
internal static class ConnectionStringExtensions
{
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static string GetRequiredConnectionString(this IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"The connection string '{name}' is missing. Set ConnectionStrings__{name}, or start the service through the AppHost, which does.");
}
