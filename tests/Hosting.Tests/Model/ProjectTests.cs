namespace Aspire.Hosting.Tests.Model;

public sealed class ProjectTests : IDisposable
{
    private const string TwoProfiles = """
        { // as the template writes it
          "profiles": {
            "https": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://localhost:5001", "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" } },
            "http": { "commandName": "Project", "applicationUrl": "http://localhost:5001", "commandLineArgs": "--fast --loud" }
          }
        }
        """;

    private readonly Drawing _drawing = new();

    [Fact]
    public void Endpoints_come_from_the_Kestrel_settings_of_the_project()
    {
        var shipping = _drawing.Service("shipping", "grpc", "http");

        var endpoints = shipping.Resource.GetEndpoints().Select(e => (e.EndpointName, e.Scheme, e.EndpointAnnotation.Transport, e.EndpointAnnotation.Port, e.TargetPort));
        Assert.Equal([("grpc", "http", "http2", null, null), ("http", "http", "http", (int?)null, (int?)null)], endpoints);
    }

    [Fact]
    public async Task Kestrel_is_told_where_to_listen_endpoint_by_endpoint()
    {
        var shipping = _drawing.Service("shipping", "grpc", "http");
        Drawing.Allocate(shipping, 5000);

        var environment = await Drawing.Environment(shipping);

        Assert.Equal("http://127.0.0.1:5000", environment["Kestrel__Endpoints__grpc__Url"]);
        Assert.Equal("http://127.0.0.1:5001", environment["Kestrel__Endpoints__http__Url"]);
        Assert.DoesNotContain("ASPNETCORE_URLS", environment.Keys);
    }

    [Fact]
    public async Task Each_copy_listens_on_its_own_port_and_has_its_own_identity()
    {
        var cart = _drawing.Service("cart", "grpc");
        Drawing.Allocate(cart, 5000);
        var copy = new ValueProviderContext { Caller = cart.Resource, Instance = new ResourceInstance("cart-abc", new Dictionary<string, int> { ["grpc"] = 6001 }) };

        var environment = await ResourceEvaluation.EnvironmentAsync(cart.Resource, copy);

        Assert.Equal("http://127.0.0.1:6001", environment["Kestrel__Endpoints__grpc__Url"].Text);
        Assert.Equal("service.instance.id=cart-abc", environment["OTEL_RESOURCE_ATTRIBUTES"].Text);
    }

    [Fact]
    public async Task Without_Kestrel_settings_the_first_launch_profile_counts()
    {
        var web = _drawing.Builder.AddProject("web", _drawing.Project("Web", launchSettings: TwoProfiles));
        Assert.Equal([("https", 7001), ("http", 5001)], web.Resource.GetEndpoints().Select(e => (e.EndpointName, e.EndpointAnnotation.Port!.Value)));
        Drawing.Allocate(web, 9000);

        var environment = await Drawing.Environment(web);

        Assert.Equal("https://127.0.0.1:9000;http://127.0.0.1:9001", environment["ASPNETCORE_URLS"]);
        Assert.Equal(("9000", "Development", "https"), (environment["ASPNETCORE_HTTPS_PORT"], environment["ASPNETCORE_ENVIRONMENT"], environment["DOTNET_LAUNCH_PROFILE"]));
    }

    [Fact]
    public async Task A_launch_profile_can_be_named()
    {
        var web = _drawing.Builder.AddProject("web", _drawing.Project("Web", launchSettings: TwoProfiles), "http").WithArgs("--more");

        Assert.Equal(["http"], web.Resource.GetEndpoints().Select(e => e.EndpointName));
        Assert.Equal(["--fast", "--loud", "--more"], await Drawing.Arguments(web));
    }

    [Fact]
    public void A_launch_profile_that_is_not_there_is_named_in_the_error()
    {
        var project = _drawing.Project("Web", launchSettings: TwoProfiles);

        var error = Assert.Throws<DistributedApplicationException>(() => _drawing.Builder.AddProject("web", project, "docker"));
        Assert.Contains("'docker'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_can_go_without_its_own_settings()
    {
        var project = _drawing.Project("Web", """{ "Kestrel": { "Endpoints": { "http": { "Url": "http://+:80" } } } }""", TwoProfiles);

        var web = _drawing.Builder.AddProject("web", project, options => (options.ExcludeLaunchProfile, options.ExcludeKestrelEndpoints) = (true, true));

        Assert.Empty(web.Resource.GetEndpoints());
    }

    [Fact]
    public void A_project_that_does_not_exist_is_refused() =>
        Assert.Throws<DistributedApplicationException>(() => _drawing.Builder.AddProject("web", "nowhere/Web.csproj"));

    [Fact]
    public async Task Published_the_endpoint_keeps_the_port_of_the_settings()
    {
        using var drawing = new Drawing("--publisher", "manifest");
        var cart = drawing.Service("cart", "grpc");

        Assert.Equal(8080, cart.GetEndpoint("grpc").TargetPort);
        Assert.Equal("true", (await Drawing.Environment(cart))["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]);
    }

    [Fact]
    public async Task What_the_AppHost_says_wins()
    {
        var web = _drawing.Builder.AddProject("web", _drawing.Project("Web", launchSettings: TwoProfiles), "http").WithEnvironment("ASPNETCORE_URLS", "http://*:1");
        Drawing.Allocate(web, 9000);

        Assert.Equal("http://*:1", (await Drawing.Environment(web))["ASPNETCORE_URLS"]);
    }

    public void Dispose() => _drawing.Dispose();
}
