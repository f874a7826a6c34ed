using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace OtelShop.ServiceDefaults.Discovery;

/// <summary>
/// Turns a service's name into one of its addresses, taking turns. Forms: <c>http://cart</c>, <c>https+http://cart</c> (the first scheme
/// that has an address), <c>http://_grpc.shipping</c> (the endpoint named grpc).
/// </summary>
internal sealed class ServiceEndpointResolver(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<(string Scheme, string Host), Rotation> _rotations = new();

    /// <summary>The address to use for a request.</summary>
    public Uri Resolve(Uri requested)
    {
        var rotation = _rotations.GetOrAdd((requested.Scheme, requested.Host), static (key, resolver) => resolver.Find(key.Scheme, key.Host), this);
        if (rotation.Next() is { } address)
            return new UriBuilder(address) { Path = requested.AbsolutePath, Query = requested.Query }.Uri;
        return requested.Scheme.Contains('+')
            ? new UriBuilder(requested) { Scheme = requested.Scheme.Split('+')[0] }.Uri
            : requested;
    }

    private Rotation Find(string schemes, string host)
    {
        var (endpoint, service) = host.StartsWith('_') && host.IndexOf('.') is > 1 and var dot
            ? (host[1..dot], host[(dot + 1)..]) : (null, host);
        var keys = endpoint is null ? schemes.Split('+') : [endpoint, .. schemes.Split('+')];
        return new Rotation(keys.Select(key => Addresses(service, key)).FirstOrDefault(found => found.Length > 0) ?? []);
    }

    private Uri[] Addresses(string service, string key)
    {
        var section = configuration.GetSection($"services:{service}:{key}");
        var values = section.Value is { Length: > 0 } single ? [single] : section.GetChildren().Select(child => child.Value);
        return [.. values.Where(value => !string.IsNullOrEmpty(value)).Select(value => new Uri(value!, UriKind.Absolute))];
    }

    private sealed class Rotation(Uri[] addresses)
    {
        private uint _turn;

        public Uri? Next() => addresses.Length == 0 ? null : addresses[(Interlocked.Increment(ref _turn) - 1) % (uint)addresses.Length];
    }
}
