using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>A GET that must be answered with one status.</summary>
/// <param name="clients">Makes the client.</param>
/// <param name="address">Finds out what to get.</param>
/// <param name="statusCode">The status.</param>
/// <param name="http2">Whether whoever answers speaks nothing but HTTP/2, without TLS to agree on it.</param>
internal sealed class HttpHealthCheck(
    IHttpClientFactory clients, Func<CancellationToken, Task<Uri>> address, int statusCode, Func<bool> http2) : IHealthCheck
{
    public const string ClientName = "Aspire.Hosting.Health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, await address(cancellationToken).ConfigureAwait(false));
            if (http2())
                (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(
                    context.Registration.FailureStatus, $"GET {request.RequestUri} answered {(int)response.StatusCode}, not {statusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }
}
