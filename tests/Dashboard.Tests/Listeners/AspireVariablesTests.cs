using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Tests.Listeners;

public sealed class AspireVariablesTests
{
    [Theory]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL")]
    [InlineData("DOTNET_DASHBOARD_OTLP_ENDPOINT_URL")]
    public void Aspires_names_are_understood(string name) =>
        Assert.Equal("http://127.0.0.1:1", Read((name, "http://127.0.0.1:1")).Otlp.GrpcEndpointUrl);

    [Fact]
    public void Every_address_has_a_short_name()
    {
        var options = Read(("ASPNETCORE_URLS", "http://127.0.0.1:1"), ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://127.0.0.1:2"));

        Assert.Equal(("http://127.0.0.1:1", "http://127.0.0.1:2"), (options.Frontend.EndpointUrls, options.Otlp.HttpEndpointUrl));
    }

    [Fact]
    public void Everything_can_be_opened_at_once()
    {
        var options = Read(("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"));

        Assert.Equal((FrontendAuthMode.Unsecured, ApiKeyAuthMode.Unsecured, ApiKeyAuthMode.Unsecured), (options.Frontend.AuthMode, options.Otlp.AuthMode, options.Api.AuthMode));
    }

    [Fact]
    public void The_long_name_wins()
    {
        var options = Read(("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:1"), ("Dashboard:Otlp:GrpcEndpointUrl", "http://127.0.0.1:2"));

        Assert.Equal("http://127.0.0.1:2", options.Otlp.GrpcEndpointUrl);
    }

    private static DashboardOptions Read(params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
        services.AddSingleton<IConfigureOptions<DashboardOptions>, AspireVariables>();
        services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<DashboardOptions>>().Value;
    }
}
