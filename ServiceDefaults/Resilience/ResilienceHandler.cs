namespace OtelShop.ServiceDefaults.Resilience;

/// <summary>Sends requests that may safely be repeated (RFC 9110, 9.2.2) through a resilience pipeline.</summary>
internal sealed class ResilienceHandler(HttpPipelines pipelines) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsRepeatable(request) ? SendRepeatablyAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendRepeatablyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await pipelines.For(request.RequestUri?.Authority ?? "").ExecuteAsync(
            static async (state, token) => await state.Handler.SendOnceAsync(state.Request, token), (Handler: this, Request: request), cancellationToken);

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    // A body can be read once only, so a repeatable request has none.
    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options);
}
