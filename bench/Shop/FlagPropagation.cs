using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Bench.Shop;

/// <summary>
/// How long it takes until every service acts on a changed flag. The flag is <c>errorBudgetBurn</c>, for all requests to every service: asked
/// over and over for a page that is not there, a service answers 404 while it is off and 500 while it is on. The clock starts when the
/// change is sent to the daemon, so saving the flags is part of the time.
/// </summary>
internal sealed class FlagPropagation(HttpClient daemon, IReadOnlyDictionary<string, HttpClient> services)
{
    private const string Flag = "errorBudgetBurn";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int flips)
    {
        await using var shop = await RunningShop.StartAsync(dashboard: false);
        using var daemon = shop.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", shop.Services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"]);
        var services = shop.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>()
            .Where(project => project.Name != "flagd").ToDictionary(project => project.Name, project => ClientOf(shop, project));

        var measurement = new FlagPropagation(daemon, services);
        await measurement.FlipAsync(on: true);
        await measurement.FlipAsync(on: false);
        List<(string Service, double Milliseconds)> times = [];
        for (var flip = 0; flip < flips; flip++)
            times.AddRange(await measurement.FlipAsync(on: flip % 2 == 0));
        Report(times, flips);
    }

    private static HttpClient ClientOf(DistributedApplication shop, ProjectResource project)
    {
        var endpoint = project.Annotations.OfType<EndpointAnnotation>().First();
        var client = shop.CreateHttpClient(project.Name, endpoint.Name);
        if (endpoint.Name == "grpc")
            (client.DefaultRequestVersion, client.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        return client;
    }

    private static void Report(List<(string Service, double Milliseconds)> times, int flips)
    {
        foreach (var service in times.GroupBy(time => time.Service, time => time.Milliseconds).OrderBy(group => group.Key, StringComparer.Ordinal))
            Console.WriteLine($"{service.Key,-16} median {Median(service),6:F0} ms, maximum {service.Max(),6:F0} ms");
        var all = times.Select(time => time.Milliseconds).ToList();
        Console.WriteLine($"{flips} changes, {all.Count / flips} services: median {Median(all):F0} ms, maximum {all.Max():F0} ms");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private async Task<IReadOnlyCollection<(string Service, double Milliseconds)>> FlipAsync(bool on)
    {
        var document = (await daemon.GetFromJsonAsync<JsonObject>("/feature/api/read"))!;
        var flag = document["flags"]![Flag]!.AsObject();
        flag.Remove("targeting");
        flag["defaultVariant"] = on ? "1000x" : "off";

        using var limit = new CancellationTokenSource(GiveUp);
        var clock = Stopwatch.StartNew();
        var acting = services.Select(service => ActsAsync(service.Key, service.Value, on, clock, limit.Token)).ToList();
        using var answer = await daemon.PostAsJsonAsync("/feature/api/write", new JsonObject { ["data"] = document }, limit.Token);
        answer.EnsureSuccessStatusCode();
        return await Task.WhenAll(acting);
    }

    private static async Task<(string Service, double Milliseconds)> ActsAsync(string name, HttpClient service, bool on, Stopwatch clock, CancellationToken limit)
    {
        while (true)
        {
            using var answer = await service.GetAsync("/no-such-page", limit);
            if (answer.StatusCode == HttpStatusCode.InternalServerError == on)
                return (name, clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause, limit);
        }
    }
}
