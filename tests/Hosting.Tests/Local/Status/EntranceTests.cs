namespace Aspire.Hosting.Tests.Local.Status;

public sealed class EntranceTests : IAsyncLifetime
{
    private readonly LocalHost _host = new();

    [Fact]
    public async Task The_last_lines_of_the_start_name_each_address_that_is_meant_for_people()
    {
        Serve("frontend").WithExternalHttpEndpoints().WithUrlForEndpoint("http", url => url.DisplayText = "Shop");
        Serve("flagd").WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/feature", "Feature flags"));
        Serve("cart");
        await _host.StartAsync();

        var lines = await _host.Console.StartedWith;
        Assert.Collection(
            lines.Skip(1),
            line => Assert.Matches("^Shop: http://localhost:[0-9]+$", line),
            line => Assert.Matches("^Feature flags: http://127.0.0.1:[0-9]+/feature$", line),
            line => Assert.StartsWith("Press", line));
    }

    [Fact]
    public async Task An_external_address_without_a_name_has_that_of_its_resource()
    {
        Serve("frontend").WithExternalHttpEndpoints();
        await _host.StartAsync();

        Assert.Contains(await _host.Console.StartedWith, line => line.StartsWith("frontend: http://localhost:", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    private IResourceBuilder<ExecutableResource> Serve(string name) => _host.AddScript(name, "exec sleep 3600").WithHttpEndpoint(env: "PORT");
}
