using System.Text.Json;
using OtelShop.Dashboard.GoldenSignals;
using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Api;

/// <summary>Golden signals for programs.</summary>
internal sealed class SignalsApi(SignalsSource signals)
{
    public IResult Signals(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (window, until, slo) = (TimeWindow.Of(query.Reader), query.Reader.Until, Slo.Read(context.Request.Query, query.Complain));
        var wanted = query.Texts(ApiParameters.Resource).ToHashSet(StringComparer.Ordinal);
        if (query.Refusal() is { } refusal)
            return refusal;
        var all = signals.Board(window, until, slo).Services;
        var data = all.Where(s => wanted.Count == 0 || wanted.Contains(s.Service)).Select(s => new
        {
            s.Service,
            Now = GraphJson.Of(s.Now),
            Before = GraphJson.Of(s.Before),
            s.Burn,
            s.IsWorse,
            s.Saturation,
        }).ToList();
        return new ApiAnswer(json => JsonSerializer.Serialize(json, data, JsonSerializerOptions.Web), all.Count, data.Count);
    }
}
