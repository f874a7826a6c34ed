using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OtelShop.ServiceDefaults.Redis;
using OtelShop.ServiceDefaults.Tests.Identity;
using OtelShop.Testing.Backing;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Tests.Redis;

/// <summary>A server with a user whose passwords are the tokens that are valid, as Managed Redis has them.</summary>
public sealed class TokenLoginTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private readonly IssuedTokens _tokens = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogCollector _log = new();
    private ConnectionMultiplexer _administrator = null!;

    // A busy machine answers late; only renewals are tested here.
    private const string Patience = "asyncTimeout=30000";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        // Without its password, a connection that does not sign in would be the default user's.
        await using (var first = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString))
            await first.GetDatabase().ExecuteAsync("CONFIG", "SET", "requirepass", "administrator");
        _administrator = await ConnectionMultiplexer.ConnectAsync($"{_server.ConnectionString},password=administrator,{Patience}");
        await AdministerAsync("ACL", "SETUSER", IssuedTokens.ObjectId, "on", "~*", "&*", "+@all", $">{_tokens.Current}");
    }

    public async ValueTask DisposeAsync()
    {
        await _administrator.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_service_signs_in_as_the_object_id_of_its_token()
    {
        await using var service = await StartAsync();
        var store = Store(service);

        Assert.Equal(IssuedTokens.ObjectId, (string?)await store.ExecuteAsync("ACL", "WHOAMI"));
        Assert.All(_tokens.Scopes, scope => Assert.Equal("https://redis.azure.com/.default", scope));
    }

    [Fact]
    public async Task Calls_go_on_without_an_error_while_the_token_changes()
    {
        await using var service = await StartAsync();
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            var calls = 0L;
            for (; !stop.IsCancellationRequested; calls++)
                await Store(service).StringIncrementAsync($"cart-{caller}");
            return calls;
        })).ToList();

        foreach (var name in new[] { "second", "third", "fourth" })
            await RotateAsync(IssuedTokens.TokenOf(name));
        await stop.CancelAsync();

        var calls = await Task.WhenAll(callers);
        Assert.All(calls, count => Assert.True(count > 0));
        Assert.Equal(calls, await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller => (long)await Store(service).StringGetAsync($"cart-{caller}"))));
    }

    [Fact]
    public async Task A_connection_that_broke_comes_back_with_the_token_of_now()
    {
        await using var service = await StartAsync();
        await RotateAsync(IssuedTokens.TokenOf("second"));
        await AdministerAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return await Store(service).StringSetAsync("planet", "Mars");
            }
            catch (RedisException)
            {
                return false; // Not connected again yet.
            }
        });
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_logged_and_had_a_minute_later()
    {
        await using var service = await StartAsync();
        await SignedInAsync();
        _tokens.Current = null;
        await TickUntilAsync(() => Task.FromResult(_log.GetSnapshot().Any(record => record.Message ==
            "Connections to Redis keep their token for now, trying again within a minute: "
            + "Microsoft Entra ID gives the identity client-1 no token for https://redis.azure.com/.default: The authority is away.")));

        await RotateAsync(IssuedTokens.TokenOf("second"));

        Assert.True(await Store(service).StringSetAsync("planet", "Mars"));
    }

    [Fact]
    public async Task A_service_starts_without_a_token_and_connects_when_there_is_one()
    {
        var token = _tokens.Current;
        _tokens.Current = null;
        await using var service = await StartAsync(",connectTimeout=500,connectRetry=1");
        var store = Store(service);
        Assert.Single(_log.GetSnapshot(), record => record.Message.StartsWith("Redis cannot be reached: Microsoft Entra ID gives", StringComparison.Ordinal));

        _tokens.Current = token;

        await Eventually.HoldsAsync(() => store.Multiplexer.GetServers().Single().IsConnected);
    }

    [Fact]
    public async Task A_password_in_the_connection_string_is_used_instead()
    {
        await using var service = await StartAsync(",password=secret");

        Assert.IsNotType<RedisTokenProvider>(service.Services.GetRequiredService<IOptions<ConfigurationOptions>>().Value.Defaults);
    }

    private async Task RotateAsync(string token)
    {
        await SignedInAsync();
        await AdministerAsync("ACL", "SETUSER", IssuedTokens.ObjectId, $">{token}");
        var (former, before) = (_tokens.Current, await SignInsAsync());
        _tokens.Current = token;
        await TickUntilAsync(async () => await SignInsAsync() > before);
        await AdministerAsync("ACL", "SETUSER", IssuedTokens.ObjectId, former is null ? $">{token}" : $"<{former}");
    }

    // Each client has two connections. Once they have signed in, further commands are renewals.
    private Task SignedInAsync() =>
        Eventually.HoldsAsync(async () => await ConnectionsAsync("default") == 2 && await ConnectionsAsync(IssuedTokens.ObjectId) == 2);

    // The timer of the client starts a moment after the connection.
    private Task TickUntilAsync(Func<Task<bool>> condition) => Eventually.HoldsAsync(async () =>
    {
        _clock.Advance(RedisTokenProvider.RenewalInterval);
        return await condition();
    });

    private async Task<long> SignInsAsync()
    {
        var calls = ((string?)await AdministerAsync("INFO", "commandstats"))!.Split('\n').FirstOrDefault(line => line.StartsWith("cmdstat_auth:", StringComparison.Ordinal));
        return calls is null ? 0 : long.Parse(calls.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<int> ConnectionsAsync(string user) =>
        ((string?)await AdministerAsync("CLIENT", "LIST"))!.Split('\n').Count(line => line.Contains($" user={user} ", StringComparison.Ordinal));

    private Task<RedisResult> AdministerAsync(string command, params object[] arguments) => _administrator.GetDatabase().ExecuteAsync(command, arguments);

    private static IDatabase Store(TestService service) => service.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    private Task<TestService> StartAsync(string more = "") => TestService.StartAsync(
        builder =>
        {
            builder.Logging.AddProvider(new FakeLoggerProvider(_log));
            builder.Services.AddSingleton(_tokens.Identity);
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.AddRedisClient("store");
        },
        settings: [("ConnectionStrings:store", $"{_server.ConnectionString},{Patience}{more}"), ("AZURE_CLIENT_ID", "client-1"), ("AZURE_TENANT_ID", "tenant-1"), ("AZURE_FEDERATED_TOKEN_FILE", "unused")]);
}
