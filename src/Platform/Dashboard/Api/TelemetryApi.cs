using System.Text.Json;
using OtelShop.Dashboard.Ingest.Json;
using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Api;

/// <summary>What programs read over HTTP: the telemetry that the pages show, as OTLP JSON.</summary>
internal sealed class TelemetryApi(ResourceDirectory resources, TraceStore traces, LogStore logs, TrafficSource traffic, ApiStream stream)
{
    private const int TraceLimit = 100;

    public IResult Resources(HttpContext context)
    {
        var query = new ApiQuery(context);
        if (query.Refusal() is { } refusal)
            return refusal;
        var all = resources.All;
        return new ApiAnswer(json =>
        {
            json.WriteStartArray();
            foreach (var resource in all)
            {
                json.WriteStartObject();
                json.WriteString("name", resource.ServiceName);
                json.WriteString("instanceId", resource.InstanceId);
                json.WritePropertyName("resource");
                OtlpJson.Write(json, resource.Attributes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }, all.Count, all.Count);
    }

    public IResult Traces(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (wanted, skip, limit) = (query.Reader.Traces(), query.Reader.Skip, query.Reader.Limit(TraceLimit));
        if (query.Refusal() is { } refusal)
            return refusal;
        var found = traces.Find(wanted);
        var page = found.Items.Skip(skip).Take(limit).ToList();
        var data = OtlpGroups.Of(page.SelectMany(t => traces.Read(t.TraceId)));
        return new ApiAnswer(json => OtlpJson.Write(json, data), found.Matched, page.Count);
    }

    public IResult Trace(HttpContext context, string traceId)
    {
        var query = new ApiQuery(context);
        var isFile = query.Flag(ApiParameters.Download);
        if (!TraceId.TryParse(traceId, out var id))
            query.Complain($"traceId: '{traceId}' is not 32 hexadecimal digits.");
        if (query.Refusal() is { } refusal)
            return refusal;
        var spans = traces.Read(id);
        if (spans.Count == 0)
            return ApiQuery.NotFound($"The trace {id} is not kept.");
        var data = OtlpGroups.Of(spans);
        return new ApiAnswer(json => OtlpJson.Write(json, data), 1, 1, isFile ? $"trace-{id}.json" : null);
    }

    public IResult Spans(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (wanted, follows) = (query.Reader.Spans(), query.Flag(ApiParameters.Follow));
        if (query.Refusal() is { } refusal)
            return refusal;
        if (follows)
            return new Streamed(http => stream.WriteAsync(http, Topic.Traces, new FollowedSpans(traces, wanted).Next));
        var found = traces.FindSpans(wanted);
        var data = OtlpGroups.Of(found.Items);
        return new ApiAnswer(json => OtlpJson.Write(json, data), found.Matched, found.Items.Count);
    }

    public IResult Logs(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (wanted, follows) = (query.Reader.Logs(), query.Flag(ApiParameters.Follow));
        if (query.Refusal() is { } refusal)
            return refusal;
        if (follows)
            return new Streamed(http => stream.WriteAsync(http, Topic.Logs, new FollowedLogs(logs, wanted).Next));
        var found = logs.Find(wanted);
        var data = OtlpGroups.Of(found.Items);
        return new ApiAnswer(json => OtlpJson.Write(json, data), found.Matched, found.Items.Count);
    }

    public IResult ServiceMap(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (window, until) = (TimeWindow.Of(query.Reader), query.Reader.Until);
        if (query.Refusal() is { } refusal)
            return refusal;
        var graph = traffic.Graph(window, until);
        return new ApiAnswer(json => JsonSerializer.Serialize(json, GraphJson.Of(graph), JsonSerializerOptions.Web), graph.Nodes.Count, graph.Nodes.Count);
    }

    private sealed class Streamed(Func<HttpContext, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => write(httpContext);
    }
}
