using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace OtelShop.Faults.Tests;

/// <summary>The whole shop, in which services reach each other, databases and broker through proxies.</summary>
public sealed partial class ProxiedShop : TestShop
{
    private readonly ConcurrentDictionary<int, TcpProxy> _proxies = new();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var proxy in _proxies.Values)
            proxy.Dispose();
    }

    /// <summary>For a time, delays every answer of a resource by 500 ms, and resets one in ten of the connections to it each second.</summary>
    public Task DisturbAsync(string resource, TimeSpan duration) =>
        _proxies[Application.GetEndpoint(resource, Services.Contains(resource) ? "grpc" : "tcp").Port].DisturbAsync(duration);

    /// <inheritdoc/>
    protected override async Task ConfigureAsync(EnvironmentCallbackContext context)
    {
        await base.ConfigureAsync(context);
        var addresses = context.EnvironmentVariables.Where(variable => IsAddress(variable.Key) && !variable.Key.Contains("flagd", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var (name, value) in addresses)
        {
            var text = value as string ?? await ((IValueProvider)value).GetValueAsync(context.CancellationToken);
            context.EnvironmentVariables[name] = Server().Replace(text!, PointToProxy);
        }
    }

    private static bool IsAddress(string variable) =>
        variable.StartsWith("services__", StringComparison.Ordinal) || variable.StartsWith("ConnectionStrings__", StringComparison.Ordinal);

    private string PointToProxy(Match server)
    {
        _proxies.GetOrAdd(int.Parse(server.Groups["port"].ValueSpan, CultureInfo.InvariantCulture), port => new TcpProxy(port));
        return $"{TcpProxy.Host}{server.Groups["separator"].Value}{server.Groups["port"].Value}";
    }

    [GeneratedRegex(@"(localhost|127\.0\.0\.1)(?<separator>:|;Port=)(?<port>\d+)")]
    private static partial Regex Server();
}
