using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OtelShop.FrontendProxies;

/// <summary>Logs each request but probes, by upstream's attributes, and describes its caller on the span.</summary>
internal sealed class AccessLog(RequestDelegate next, ILogger<AccessLog> logger, TimeProvider time)
{
    private static readonly EventId ProxyAccess = new(1, "proxy.access");

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == "/health" || context.Request.Path == "/alive")
            return next(context);
        ProxyTelemetry.Describe(Activity.Current, context.Request);
        return logger.IsEnabled(LogLevel.Information) ? LogAsync(context) : next(context);
    }

    private async Task LogAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var record = new AccessRecord(context, time.GetElapsedTime(start));
            logger.Log(LogLevel.Information, ProxyAccess, record, null, static (record, _) => record.ToString());
        }
    }
}

/// <summary>One line of the access log: upstream's attributes, and what else an access log has.</summary>
internal sealed class AccessRecord : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _attributes = new(20);
    private readonly string _text;

    public AccessRecord(HttpContext context, TimeSpan elapsed)
    {
        var request = context.Request;
        var query = QueryRedaction.Redact(request.QueryString.Value);
        var path = request.Path.ToUriComponent();
        Add("event.name", "proxy.access");
        Add("http.request.method", request.Method);
        Add("http.response.status_code", context.Response.StatusCode);
        Add("url.full", $"{request.Scheme}://{request.Host.ToUriComponent()}{path}{query}");
        Add("url.path", path);
        Add("url.query", query is ['?', .. var rest] ? rest : null);
        Add("url.template", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        Add("user_agent.original", Text(request.Headers.UserAgent));
        Add("source.address", context.Connection.RemoteIpAddress?.ToString());
        Add("server.address", request.Host.Host);
        Add("http.server.request.duration", elapsed.TotalSeconds);
        Add("http.response.body.size", context.Response.ContentLength);
        if (context.Features.Get<Yarp.ReverseProxy.Model.IReverseProxyFeature>() is { } proxied)
        {
            Add("upstream.cluster", proxied.Cluster.Config.ClusterId);
            if (proxied.ProxiedDestination is { } destination && Uri.TryCreate(destination.Model.Config.Address, UriKind.Absolute, out var address))
            {
                Add("upstream.host", address.Authority);
                Add("destination.address", address.Host);
            }
        }

        _text = string.Create(CultureInfo.InvariantCulture, $"{request.Method} {path}{query} {context.Response.StatusCode} {elapsed.TotalMilliseconds:0.0} ms");
    }

    public int Count => _attributes.Count;

    public KeyValuePair<string, object?> this[int index] => _attributes[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _attributes.GetEnumerator();

    public override string ToString() => _text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string name, object? value)
    {
        if (value is not (null or ""))
            _attributes.Add(new(name, value));
    }

    private static string? Text(StringValues values) => values.Count > 0 ? values.ToString() : null;
}
