using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.ServiceMap.Follow;

/// <summary>The dashboard answered, but not with a stream of spans. The message says what to change.</summary>
internal sealed class DashboardRefusedException(string message) : Exception(message);

/// <summary>Opens the stream of spans of the dashboard's telemetry API.</summary>
internal sealed class DashboardClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServiceMapOptions _options;

    public DashboardClient(IOptions<ServiceMapOptions> options)
    {
        _options = options.Value;
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), ActivityHeadersPropagator = null };
        // On this machine the dashboard has the development certificate, whose issuer need not be trusted.
        if (_options.DashboardUrl!.IsLoopback)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="DashboardRefusedException">The dashboard refuses the key, has no telemetry API, or answers with an error.</exception>
    /// <exception cref="HttpRequestException">The dashboard cannot be reached.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.DashboardUrl!, "/api/telemetry/spans?follow=true"));
        if (!string.IsNullOrEmpty(_options.ApiKey))
            request.Headers.Add("x-api-key", _options.ApiKey);
        // A span of the stream would last as long as the application.
        using var untraced = SuppressInstrumentationScope.Begin();
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not "text/html")
            return await response.Content.ReadAsStreamAsync(cancellation);
        using (response)
            throw new DashboardRefusedException(Explain(response.StatusCode));
    }

    public void Dispose() => _http.Dispose();

    private string Explain(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"The dashboard at {_options.DashboardUrl} refuses the API key: set ServiceMap:ApiKey to the dashboard's Dashboard:Api:PrimaryApiKey.",
        HttpStatusCode.NotFound or HttpStatusCode.OK =>
            $"There is no telemetry API at {_options.DashboardUrl}: set ServiceMap:DashboardUrl to the frontend of an Aspire dashboard 13.6 or later.",
        _ => $"The dashboard at {_options.DashboardUrl} answers with status {(int)status}; the next attempt follows shortly.",
    };
}
