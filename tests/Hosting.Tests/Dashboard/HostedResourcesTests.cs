using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Tests.Local;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Dashboard.Resources;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class HostedResourcesTests : IAsyncLifetime
{
    private readonly LocalHost _host = new(arguments: ["--Parameters:password=pa55word-1"]);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_running_resource_is_seen_with_its_process_and_its_commands()
    {
        _host.AddScript("cart", "exec sleep 3600").WithHttpEndpoint(name: "http", env: "PORT").WithExternalHttpEndpoints();
        await _host.StartAsync();

        var cart = await Seen("cart", view => view.State == "Running");

        Assert.Equal(("Executable", "/bin/sh", ResourceHealth.Healthy), (cart.ResourceType, cart.Source, cart.Health));
        Assert.Contains(cart.Properties, property => property.Name == "executable.pid");
        Assert.StartsWith("http://localhost:", Assert.Single(cart.Urls).Url);
        Assert.Equal([("stop", true), ("restart", true)], cart.Commands.Select(command => (command.Name, command.IsEnabled)));
    }

    [Fact]
    public async Task No_secret_gets_as_far_as_the_dashboard()
    {
        var password = _host.Builder.AddParameter("password", secret: true);
        _host.AddScript("cart", "exec sleep 3600").WithEnvironment("DATABASE", $"Host=db;Password={password}")
            .WithEnvironment("COPIED", () => "it is pa55word-1").WithEnvironment("SHOWN", "yes").WithArgs("--password", password.Resource);
        await _host.StartAsync();

        var cart = await Seen("cart", view => view.State == "Running");

        Assert.DoesNotContain("pa55word-1", Text(cart));
        Assert.DoesNotContain("pa55word-1", Text(await Seen("password", _ => true)));
        Assert.Contains(new ResourceVariable("DATABASE", "Host=db;Password=●●●●●", IsSecret: true), cart.Environment);
        Assert.Contains(new ResourceVariable("COPIED", "it is ●●●●●", IsSecret: true), cart.Environment);
        Assert.Contains(new ResourceVariable("SHOWN", "yes", IsSecret: false), cart.Environment);
    }

    [Fact]
    public async Task Stopping_and_starting_changes_what_can_be_done_next()
    {
        _host.AddScript("cart", "exec sleep 3600");
        await _host.StartAsync();
        await Seen("cart", view => view.State == "Running");

        Assert.Null(await Source.ExecuteAsync("cart", "stop", CancellationToken.None));

        var stopped = await Seen("cart", view => view.State == "Exited");
        Assert.Equal(["start"], stopped.Commands.Select(command => command.Name));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_answered_in_words()
    {
        await _host.StartAsync();

        Assert.Equal("There is no resource 'nobody'.", await Source.ExecuteAsync("nobody", "stop", CancellationToken.None));
    }

    [Fact]
    public async Task References_addresses_and_parents_are_seen()
    {
        var password = _host.Builder.AddParameter("password");
        _host.AddScript("shop", "exec sleep 3600").WithEnvironment("X", password).WithUrl("https://example.com/docs", "Docs");
        await _host.StartAsync();

        var shop = await Seen("shop", view => view.State == "Running");

        Assert.Contains(new ResourceRelationship("password", "Reference"), shop.Relationships);
        Assert.Contains(new ResourceUrl(null, "https://example.com/docs", "Docs", IsInternal: false, IsInactive: false), shop.Urls);
        Assert.Contains(new ResourceVariable("Value", "pa55word-1", IsSecret: false), (await Seen("password", _ => true)).Properties);
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_so()
    {
        _host.Builder.AddParameter("missing");
        await _host.StartAsync();

        Assert.Equal(("Value missing", "warning"), await State("missing"));
    }

    [Fact]
    public async Task Console_lines_know_when_they_came()
    {
        _host.AddScript("cart", "echo one; echo two >&2; exec sleep 3600");
        await _host.StartAsync();
        await _host.Said("cart", line => line == "one");
        await _host.Said("cart", line => line == "two");

        var lines = Source.ReadConsole("cart", 2);

        Assert.Equal([("one", false), ("two", true)], lines.OrderBy(line => line.Text, StringComparer.Ordinal).Select(line => (line.Text, line.IsError)));
        Assert.All(lines, line => Assert.NotEqual(default, line.Time));
        Assert.Empty(Source.ReadConsole("nobody", 2));
    }

    private HostedResources Source => new(
        _host.Application.ResourceNotifications,
        _host.Application.Services.GetRequiredService<ResourceLoggerService>(),
        _host.Application.ResourceCommands,
        new Secrets(_host.Application.Services.GetRequiredService<DistributedApplicationModel>()));

    private async Task<(string?, string?)> State(string name)
    {
        var view = await Seen(name, seen => seen.State is not null);
        return (view.State, view.StateStyle);
    }

    private async Task<ResourceView> Seen(string name, Func<ResourceView, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await Source.WatchAsync(limit.Token).FirstAsync(view => view.Name == name && condition(view), limit.Token);
    }

    private static string Text(ResourceView view) => string.Join('\n',
        [.. view.Environment.Select(variable => variable.Value), .. view.Properties.Select(property => property.Value), view.Source]);
}
