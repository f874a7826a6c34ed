using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using OtelShop.Hosting.Lifetime;
using OtelShop.Testing.Services;

namespace OtelShop.Hosting.Tests;

public sealed class ReadyMessageTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<ReadyMessage> _log = new();

    [Fact]
    public async Task The_console_has_no_address_of_what_does_not_run()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        foreach (var name in (string[])["shop", "load"])
            builder.AddExecutable(name, "true", "/").WithHttpEndpoint(name: "http", isProxied: false).WithUrlForEndpoint("http", url => url.DisplayText = name).WithAnnotation(new RestartAnnotation());
        await using var app = builder.Build();
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        var states = app.Services.GetRequiredService<ResourceNotificationService>();
        foreach (var (resource, state) in model.Resources.OfType<ExecutableResource>().Zip([KnownResourceStates.Running, KnownResourceStates.NotStarted]))
            await states.PublishUpdateAsync(resource, resource.Name, snapshot => snapshot with { State = state, Urls = [Url(resource.Name)] });
        using var ready = new ReadyMessage(model, states, new ConfigurationBuilder().Build(), _time, _log);

        await ready.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return _log.Collector.Count > 0;
        });

        var text = _log.LatestRecord.Message;
        Assert.Contains("http://shop.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://load.example", text, StringComparison.Ordinal);
        await ready.StopAsync(CancellationToken.None);
    }

    private static UrlSnapshot Url(string name) => new("http", $"http://{name}.example", IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot(name) };
}
