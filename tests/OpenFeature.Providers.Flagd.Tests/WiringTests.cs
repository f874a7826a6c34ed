using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenFeature.Constant;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class WiringTests
{
    private const string Visitors = """
        'mine': {'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off',
            'targeting':{'if':[{'and':[{'==':[{'var':'service'},'planetarium']},{'==':[{'var':'targetingKey'},'visitor-1']}]},'on','off']}}
        """;

    [Fact]
    public async Task Without_a_daemon_every_evaluation_gives_the_default()
    {
        await using var service = await TestService.StartAsync();

        var details = await service.Services.GetRequiredService<IFeatureClient>().GetBooleanDetailsAsync("adFailure", true);

        Assert.Equal((true, Reason.Default, ErrorType.None), (details.Value, details.Reason, details.ErrorType));
    }

    [Theory]
    [InlineData("in-process", "sync")]
    [InlineData("rpc", "grpc")]
    public async Task The_daemon_is_found_by_service_discovery(string resolver, string endpoint)
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));

        await using var service = await TestService.StartAsync(settings: [($"services:flagd:{endpoint}:0", flagd.Address.ToString()), ("FLAGD_RESOLVER", resolver)]);

        Assert.True(await (await FirstFlagsAsync(service)).GetBooleanValueAsync("adFailure", false));
    }

    [Fact]
    public async Task The_daemon_is_found_by_the_variables_of_flagds_providers()
    {
        await using var flagd = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));

        await using var service = await TestService.StartAsync(settings: [("FLAGD_HOST", flagd.Address.Host), ("FLAGD_SYNC_PORT", $"{flagd.Address.Port}")]);

        Assert.True(await (await FirstFlagsAsync(service)).GetBooleanValueAsync("adFailure", false));
    }

    [Theory]
    [InlineData("in-process", null, null, "http://flags:8015/")]
    [InlineData("rpc", null, null, "http://flags:8013/")]
    [InlineData("in-process", "9000", null, "http://flags:9000/")]
    [InlineData("in-process", "9000", "9001", "http://flags:9001/")]
    [InlineData("in-process", "tcp://10.0.0.7:8013", "tcp://10.0.0.8:8015", "http://flags:8015/")]
    public void Ports_are_numbers_and_what_kubernetes_sets_of_its_own_accord_is_none(string resolver, string? port, string? syncPort, string address)
    {
        var options = new FlagdOptions { Resolver = resolver, Host = "flags", Port = port, SyncPort = syncPort };

        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Assert.Equal(address, options.Address!.ToString());
    }

    [Theory]
    [InlineData("FLAGD_RESOLVER", "guess", "Resolver")]
    [InlineData("FLAGD_PORT", "99999", "FLAGD_PORT")]
    [InlineData("FLAGD_SYNC_PORT", "65536", "FLAGD_SYNC_PORT")]
    [InlineData("FLAGD_HOST", "http://flags:8013", "FLAGD_HOST")]
    public async Task A_wrong_variable_stops_the_process_and_is_named(string variable, string value, string name)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(settings: [(variable, value)]));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("session.id=visitor-1", "True")]
    [InlineData("session.id=visitor-2", "False")]
    [InlineData("", "False")]
    public async Task Rules_see_the_service_and_the_session_of_the_request(string baggage, string expected)
    {
        // ASP.NET Core reads baggage only for a request that is traced.
        using var spans = new SpanRecorder();
        await using var flagd = await TestFlagd.StartAsync(Visitors);
        await using var service = await TestService.StartAsync(
            null,
            app => app.MapGet("/mine", async (IFeatureClient flags) => (await flags.GetBooleanValueAsync("mine", false)).ToString()),
            ("services:flagd:sync:0", flagd.Address.ToString()));
        await FirstFlagsAsync(service);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mine");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.TryAddWithoutValidation("baggage", baggage);

        using var response = await service.Http.SendAsync(request);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Hosts_of_one_process_have_flags_of_their_own()
    {
        await using var first = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "on"));
        await using var second = await TestFlagd.StartAsync(TestFlagd.Switch("adFailure", "off"));

        await using var one = await TestService.StartAsync(settings: ("services:flagd:sync:0", first.Address.ToString()));
        await using var other = await TestService.StartAsync(settings: ("services:flagd:sync:0", second.Address.ToString()));

        Assert.True(await (await FirstFlagsAsync(one)).GetBooleanValueAsync("adFailure", false));
        Assert.False(await (await FirstFlagsAsync(other)).GetBooleanValueAsync("adFailure", true));
    }

    private static async Task<IFeatureClient> FirstFlagsAsync(TestService service)
    {
        var client = service.Services.GetRequiredService<IFeatureClient>();
        await Eventually.HoldsAsync(() => client.ProviderStatus == ProviderStatus.Ready);
        return client;
    }
}
