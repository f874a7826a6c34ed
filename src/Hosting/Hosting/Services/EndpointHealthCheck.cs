using System.Net;
using System.Net.Security;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.Hosting.Services;

/// <summary>Asks a service's <c>/health</c>, over HTTP/2 where the endpoint speaks nothing else.</summary>
internal sealed class EndpointHealthCheck(EndpointReference endpoint, TimeProvider time, SslClientAuthenticationOptions? tls = null) : IHealthCheck
{
    private const string Path = "/health";

    // Aspire asks an unhealthy resource again after 1 to 5 seconds only; asking within one check notices a start at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly HttpClient PlainClient = CreateClient(new SslClientAuthenticationOptions());
    private readonly HttpClient _client = tls is null ? PlainClient : CreateClient(tls);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy($"Endpoint {endpoint.EndpointName} of {endpoint.Resource.Name} has no address yet.");
        var start = time.GetTimestamp();
        while (true)
        {
            var result = await AskAsync(new Uri(endpoint.Url + Path), cancellationToken);
            if (result.Status == HealthStatus.Healthy || time.GetElapsedTime(start) > Patience)
                return result;
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async Task<HealthCheckResult> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = endpoint.EndpointAnnotation.Transport == "http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{address} answers {(int)response.StatusCode} {response.ReasonPhrase}.");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"{address} cannot be reached: {error.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{address} did not answer within {_client.Timeout.TotalSeconds:0} s.");
        }
    }

    private static HttpClient CreateClient(SslClientAuthenticationOptions tls) =>
        new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), ActivityHeadersPropagator = null, SslOptions = tls }) { Timeout = TimeSpan.FromSeconds(5) };
}
