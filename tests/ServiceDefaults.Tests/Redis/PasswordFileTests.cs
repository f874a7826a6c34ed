using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults.Redis;
using OtelShop.Testing.Backing;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Tests.Redis;

/// <summary>The password of a cache changes while services run: it takes both, the mounted file changes, and it takes the new one alone.</summary>
public sealed class PasswordFileTests : IAsyncLifetime
{
    private const int Workers = 16;

    // A busy machine answers late; only the password is tested here.
    private const string Patience = "asyncTimeout=30000";

    private readonly RedisServer _server = new();
    private readonly string _file = Path.GetTempFileName();
    private ConnectionMultiplexer _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        await using (var first = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString))
        {
            await first.GetDatabase().ExecuteAsync("ACL", "SETUSER", "administrator", "on", "~*", "&*", "+@all", ">administrator");
            await first.GetDatabase().ExecuteAsync("CONFIG", "SET", "requirepass", "first");
        }

        _administrator = await ConnectionMultiplexer.ConnectAsync($"{_server.ConnectionString},user=administrator,password=administrator,{Patience}");
        await File.WriteAllTextAsync(_file, "first\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _administrator.DisposeAsync();
        await _server.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_rotated_password_fails_no_call_of_services_that_run_or_start_meanwhile()
    {
        await using var service = await StartAsync();
        var (calls, isOver) = (0, false);
        var load = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                await Store(service).StringIncrementAsync($"cart-{worker}");
                Interlocked.Increment(ref calls);
            }
        })).ToList();
        async Task GoOnAsync()
        {
            var before = Volatile.Read(ref calls);
            await Eventually.HoldsAsync(() => Volatile.Read(ref calls) > before + (20 * Workers) || load.Exists(worker => worker.IsFaulted));
        }

        await GoOnAsync();
        await AdministerAsync("ACL", "SETUSER", "default", ">second");
        await using var before = await StartAsync();
        await File.WriteAllTextAsync(_file, "second\n");
        await AdministerAsync("ACL", "SETUSER", "default", "<first");
        await using var after = await StartAsync();
        await GoOnAsync();
        Volatile.Write(ref isOver, true);

        await Task.WhenAll(load);
        Assert.True(await Store(before).StringSetAsync("planet", "Mars") && await Store(after).StringSetAsync("planet", "Mars"));
        await using var former = await ConnectionMultiplexer.ConnectAsync($"{_server.ConnectionString},password=first,abortConnect=false,connectTimeout=500,connectRetry=1");
        Assert.False(former.IsConnected);
    }

    [Fact]
    public async Task A_connection_that_broke_comes_back_with_the_password_of_now()
    {
        await using var service = await StartAsync();
        await Store(service).StringSetAsync("planet", "Venus");
        await AdministerAsync("CONFIG", "SET", "requirepass", "second");
        await File.WriteAllTextAsync(_file, "second\n");

        await AdministerAsync("CLIENT", "KILL", "USER", "default");

        await Eventually.HoldsAsync(() => SetsAsync(service));
    }

    [Fact]
    public async Task A_password_whose_file_arrives_late_is_used_as_soon_as_it_is_there()
    {
        await using var service = await StartAsync();
        await Store(service).StringSetAsync("planet", "Venus");
        await AdministerAsync("CONFIG", "SET", "requirepass", "second");
        await AdministerAsync("CLIENT", "KILL", "USER", "default");
        await Eventually.HoldsAsync(() => !Store(service).Multiplexer.IsConnected);

        await File.WriteAllTextAsync(_file, "second\n");

        await Eventually.HoldsAsync(() => SetsAsync(service));
    }

    [Fact]
    public async Task A_service_starts_without_the_file_and_connects_when_there_is_one()
    {
        File.Delete(_file);
        await using var service = await StartAsync(",connectTimeout=500,connectRetry=1");
        Assert.False(Store(service).Multiplexer.IsConnected);

        await File.WriteAllTextAsync(_file, "first\n");

        await Eventually.HoldsAsync(() => SetsAsync(service));
    }

    [Fact]
    public async Task A_password_in_the_connection_string_is_used_instead()
    {
        await using var service = await StartAsync(",password=first");

        Assert.IsNotType<RedisPasswordFile>(service.Services.GetRequiredService<IOptions<ConfigurationOptions>>().Value.Defaults);
    }

    private static async Task<bool> SetsAsync(TestService service)
    {
        try
        {
            return await Store(service).StringSetAsync("planet", "Mars");
        }
        catch (RedisException)
        {
            return false; // Not connected again yet.
        }
    }

    private Task<RedisResult> AdministerAsync(string command, params object[] arguments) => _administrator.GetDatabase().ExecuteAsync(command, arguments);

    private static IDatabase Store(TestService service) => service.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    private Task<TestService> StartAsync(string more = "") => TestService.StartAsync(
        builder => builder.AddRedisClient("store"),
        settings: [("ConnectionStrings:store", $"{_server.ConnectionString},{Patience}{more}"), ("Redis:PasswordFile", _file)]);
}
