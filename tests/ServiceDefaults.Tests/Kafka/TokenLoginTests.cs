using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.ServiceDefaults.Tests.Identity;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

public sealed class TokenLoginTests : IAsyncDisposable
{
    private readonly SaslListener _broker = new();
    private readonly IssuedTokens _tokens = new();
    private readonly FakeLogCollector _log = new();

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task A_producer_signs_in_with_the_token_of_its_namespace()
    {
        using var producer = Connection().CreateProducer<byte[], byte[]>();

        Assert.Equal($"n,,\u0001auth=Bearer {_tokens.Current}\u0001\u0001", await SignInAsync());
        Assert.Equal("https://127.0.0.1/.default", _tokens.Scopes.First());
    }

    [Theory]
    [InlineData("accounting")]
    [InlineData(null)]
    public async Task A_consumer_signs_in_with_and_without_a_group(string? group)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "shop-test" });
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:kafka", _broker.Servers), new("Kafka:Client:SecurityProtocol", "SaslPlaintext"), new("Kafka:Client:SaslMechanism", "OAuthBearer"),
        ]);
        builder.Services.AddLogging().AddSingleton(_tokens.Identity).AddSingleton(new HandlerRecord());
        if (group is null)
            builder.AddKafkaTopicReader<OrderResult, RecordingHandler>("kafka", "orders");
        else
            builder.AddKafkaMessageHandler<OrderResult, RecordingHandler>("kafka", "orders", group);
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Contains($"Bearer {_tokens.Current}", await SignInAsync(), StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_client_asks_again_before_its_token_ends()
    {
        _tokens.Lifetime = TimeSpan.FromSeconds(1);
        using var producer = Connection().CreateProducer<byte[], byte[]>();

        await Eventually.HoldsAsync(() => _tokens.Count >= 3);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_logged_in_one_sentence()
    {
        _tokens.Current = null;
        using var producer = Connection().CreateProducer<byte[], byte[]>();

        await Eventually.HoldsAsync(() => _log.GetSnapshot().Any(record => record.Message.Contains(
            "Microsoft Entra ID gives the identity client-1 no token for https://127.0.0.1/.default: The authority is away.", StringComparison.Ordinal)));
        Assert.All(_log.GetSnapshot(), record => Assert.DoesNotContain('\n', record.Message));
    }

    [Fact]
    public void A_client_that_needs_a_token_and_has_no_identity_says_what_is_missing()
    {
        var error = Assert.Throws<InvalidOperationException>(() => KafkaTokens.Of(Settings(), identity: null, "localhost:9093"));

        Assert.Contains("azure.workload.identity/use", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SaslMechanism.Plain, null)]
    [InlineData(SaslMechanism.OAuthBearer, SaslOauthbearerMethod.Oidc)]
    [InlineData(null, null)]
    public void A_client_that_signs_in_otherwise_needs_no_identity(SaslMechanism? mechanism, SaslOauthbearerMethod? method) =>
        Assert.Null(KafkaTokens.Of(new ClientConfig { SaslMechanism = mechanism, SaslOauthbearerMethod = method }, identity: null, "localhost:9092"));

    private static ClientConfig Settings() => new() { SecurityProtocol = SecurityProtocol.SaslPlaintext, SaslMechanism = SaslMechanism.OAuthBearer };

    private KafkaConnection Connection()
    {
        var logger = LoggerFactory.Create(logging => logging.AddProvider(new FakeLoggerProvider(_log))).CreateLogger<KafkaConnection>();
        return new KafkaConnection(new KafkaAddress(_broker.Servers, "shop-test"), Options.Create(Settings()), logger, _tokens.Identity);
    }

    private async Task<string> SignInAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _broker.SignIns.Reader.ReadAsync(patience.Token);
    }
}
