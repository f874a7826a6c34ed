using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceMap.Follow;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Tests;

/// <summary>The application on a port of its own.</summary>
internal sealed class RunningMap : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningMap(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address => new(_app.Urls.First());

    public HttpClient Client { get; }

    public FollowStatus Status => _app.Services.GetRequiredService<FollowStatus>();

    public TrafficStore Traffic => _app.Services.GetRequiredService<TrafficStore>();

    public static async Task<RunningMap> StartAsync(Uri? dashboard, string key = DashboardStub.Key)
    {
        var app = ServiceMapApplication.Build([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(
            [
                new("ServiceMap:DashboardUrl", dashboard?.ToString()), new("ServiceMap:ApiKey", key), new("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0"),
            ]);
        });
        await app.StartAsync();
        return new(app);
    }

    public ServiceEdge? Edge(string from, string to) => Traffic.Graph(TimeSpan.FromMinutes(5)).Edges
        .FirstOrDefault(edge => edge.From == SeriesTable.IdOf(from) && edge.To == SeriesTable.IdOf(to));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
