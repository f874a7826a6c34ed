using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Tests.Ingest;

namespace OtelShop.Dashboard.Tests.Listeners;

public sealed class ListenerTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/structuredlogs")]
    [InlineData("/health")]
    [InlineData("/assets/any/dashboard.css")]
    public async Task Pages_are_not_served_where_telemetry_comes_in(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var otlp = dashboard.CreateOtlpClient();
        using var overHttp = await otlp.GetAsync(path);
        using var overHttp2 = await GetByHttp2Async(new(dashboard.Addresses.OtlpGrpc!, path));

        Assert.Equal(HttpStatusCode.NotFound, overHttp.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, overHttp2.StatusCode);
    }

    [Fact]
    public async Task Telemetry_is_not_taken_where_pages_are_served()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var pages = dashboard.CreateClient();
        using var answer = await pages.PostAsync("/v1/traces", OtlpContent.Protobuf(OtlpSamples.OneSpan()));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(dashboard.Get<OtelShop.Dashboard.Telemetry.Traces.TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Pages_may_have_several_addresses()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: ("Frontend:EndpointUrls", "http://127.0.0.1:0; http://localhost:0"));
        var addresses = dashboard.Addresses.All(OtelShop.Dashboard.Listeners.Listener.Pages);
        using var client = new HttpClient();

        Assert.Equal(2, addresses.Distinct().Count());
        foreach (var address in addresses)
            Assert.NotEmpty(await client.GetByteArrayAsync(new Uri(address, "health")));
    }

    [Fact]
    public async Task Otlp_can_be_turned_off()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: [("Otlp:GrpcEndpointUrl", ""), ("Otlp:HttpEndpointUrl", "")]);

        Assert.Null(dashboard.Addresses.OtlpGrpc);
        Assert.Null(dashboard.Addresses.OtlpHttp);
    }

    [Theory]
    [InlineData("Frontend:EndpointUrls", " ; ", "Dashboard:Frontend:EndpointUrls must name at least one address.")]
    [InlineData("Otlp:GrpcEndpointUrl", "somewhere", "Dashboard:Otlp:GrpcEndpointUrl must be an address such as")]
    [InlineData("Otlp:HttpEndpointUrl", "http://127.0.0.1:0;http://127.0.0.1:0", "Dashboard:Otlp:HttpEndpointUrl must be a single address.")]
    [InlineData("Otlp:AuthMode", "ApiKey", "Dashboard:Otlp:PrimaryApiKey must be set when Dashboard:Otlp:AuthMode is ApiKey.")]
    [InlineData("Otlp:AuthMode", "5", "Dashboard:Otlp:AuthMode must be Unsecured or ApiKey, not '5'.")]
    [InlineData("Api:AuthMode", "ApiKey", "Dashboard:Api:PrimaryApiKey must be set when Dashboard:Api:AuthMode is ApiKey.")]
    [InlineData("Frontend:AuthMode", "9", "Dashboard:Frontend:AuthMode must be BrowserToken or Unsecured, not '9'.")]
    [InlineData("Otlp:MaxRequestBytes", "0", "Dashboard:Otlp:MaxRequestBytes must be above zero.")]
    public async Task A_wrong_setting_stops_the_start_in_one_sentence(string name, string value, string sentence)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningDashboard.StartAsync(settings: (name, value)));

        Assert.StartsWith(sentence, StartFailure.Explain(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_mode_stops_the_start_and_is_named()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RunningDashboard.StartAsync(settings: ("Otlp:AuthMode", "Certificate")));

        Assert.StartsWith("Failed to convert configuration value 'Certificate' at 'Dashboard:Otlp:AuthMode'", StartFailure.Explain(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_and_is_named()
    {
        await using var first = await RunningDashboard.StartAsync();
        var taken = first.Addresses.OtlpGrpc!.GetLeftPart(UriPartial.Authority);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RunningDashboard.StartAsync(settings: ("Otlp:HttpEndpointUrl", taken)));

        Assert.Equal($"Failed to bind to address {taken}: address already in use.", StartFailure.Explain(error));
    }

    private static async Task<HttpResponseMessage> GetByHttp2Async(Uri address)
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await client.GetAsync(address);
    }
}
