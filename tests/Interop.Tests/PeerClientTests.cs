using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Interop.Tests;

public sealed class GrpcJsClientTests(RedisServer redis) : PeerClientTests(Peer.GrpcJs, redis);

public sealed class GrpcioClientTests(RedisServer redis) : PeerClientTests(Peer.Grpcio, redis);

/// <summary>Clients of other gRPC implementations call the shop's own services.</summary>
public abstract class PeerClientTests(Peer peer, RedisServer redis) : IClassFixture<RedisServer>, IAsyncLifetime
{
    private readonly string _user = Guid.NewGuid().ToString();
    private readonly TestFlags _flags = new();
    private ServiceHost<Carts.CartService> _cart = null!;

    public ValueTask InitializeAsync()
    {
        _cart = new ServiceHost<Carts.CartService>(_flags.AddTo, ("ConnectionStrings:valkey-cart", redis.ConnectionString), ("Cart:MaximumLines", "1"));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _cart.DisposeAsync();

    [Fact]
    public async Task A_cart_is_filled_and_read()
    {
        await AddAsync("OLJCESPC7Z", 2);
        var cart = await CallAsync("oteldemo.CartService/GetCart", new() { ["user_id"] = _user });

        Assert.Equal("""[{"product_id":"OLJCESPC7Z","quantity":2}]""", cart["response"]!["items"]!.ToJsonString());
    }

    [Fact]
    public async Task An_amount_is_converted()
    {
        await using var currency = new ServiceHost<Currencies.CurrencyService>();
        var request = new JsonObject { ["from"] = new JsonObject { ["currency_code"] = "EUR", ["units"] = "7" }, ["to_code"] = "EUR" };
        var converted = await peer.CallAsync(currency.Channel.Target, "oteldemo.CurrencyService/Convert", request);

        Assert.Equal("7", (string?)converted["response"]!["units"]);
    }

    [Fact]
    public async Task A_wrong_field_is_named_in_the_details()
    {
        var error = await AddAsync("OLJCESPC7Z", 0);

        Assert.Equal((int)StatusCode.InvalidArgument, (int?)error["code"]);
        Assert.Equal("item.quantity", Assert.Single(Detail<BadRequest>(error).FieldViolations).Field);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_in_the_details()
    {
        await AddAsync("OLJCESPC7Z", 1);
        var error = await AddAsync("66VCHSJNUP", 1);

        Assert.Equal((int)StatusCode.FailedPrecondition, (int?)error["code"]);
        Assert.Equal("CART_FULL", Detail<ErrorInfo>(error).Reason);
    }

    [Fact]
    public async Task A_deadline_reaches_the_service_and_ends_its_work()
    {
        _flags.Set("latencyInjection", 60_000.0);
        var error = await peer.CallAsync(_cart.Channel.Target, "oteldemo.CartService/GetCart", new() { ["user_id"] = _user }, timeoutSeconds: 0.5);

        Assert.Equal((int)StatusCode.DeadlineExceeded, (int?)error["code"]);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused()
    {
        var error = await CallAsync("oteldemo.CartService/GetCart", new() { ["user_id"] = new string('x', (4 * 1024 * 1024) + 1) });

        Assert.Equal((int)StatusCode.ResourceExhausted, (int?)error["code"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("oteldemo.CartService")]
    public async Task The_health_of_server_and_service_is_known(string service)
    {
        var health = await CallAsync("grpc.health.v1.Health/Check", new() { ["service"] = service });

        Assert.Equal("SERVING", (string?)health["response"]!["status"]);
    }

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        var listed = await CallAsync("grpc.reflection.v1.ServerReflection/ServerReflectionInfo", new() { ["list_services"] = "*" });

        Assert.Contains("oteldemo.CartService", listed["response"]!["list_services_response"]!["service"]!.AsArray().Select(service => (string?)service!["name"]));
    }

    private Task<JsonObject> AddAsync(string product, int quantity) => CallAsync(
        "oteldemo.CartService/AddItem",
        new() { ["user_id"] = _user, ["item"] = new JsonObject { ["product_id"] = product, ["quantity"] = quantity } });

    private Task<JsonObject> CallAsync(string method, JsonObject request) => peer.CallAsync(_cart.Channel.Target, method, request);

    private static T Detail<T>(JsonObject error)
        where T : class, IMessage<T>, new() =>
        Google.Rpc.Status.Parser.ParseFrom(ByteString.FromBase64((string)error["details"]!)).GetDetail<T>()!;
}

/// <summary>Another implementation of gRPC, whose client programs stand under peers/.</summary>
public sealed record Peer(string Name, string Interpreter, string Extension)
{
    public static readonly Peer GrpcJs = new("grpc-js", "node", "mjs");

    // The system's interpreter, because Debian's python3-grpcio belongs to it.
    public static readonly Peer Grpcio = new("grpcio", "/usr/bin/python3", "py");

    private static readonly FileDescriptor[] Contracts =
    [
        Oteldemo.OteldemoReflection.Descriptor, Grpc.Health.V1.HealthReflection.Descriptor, Grpc.Reflection.V1.ReflectionReflection.Descriptor,
    ];

    /// <summary>Makes one call and returns <c>code</c>, then <c>response</c> or <c>message</c> and <c>details</c>.</summary>
    public async Task<JsonObject> CallAsync(string address, string method, JsonObject request, double timeoutSeconds = 20)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Folder(), "peers", Name, $"client.{Extension}"));
        string[] arguments = [address, method, FormattableString.Invariant($"{timeoutSeconds}"), .. Contracts.Select(file => file.SerializedData.ToBase64())];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var client = Process.Start(start)!;
        await client.StandardInput.WriteAsync(request.ToJsonString());
        client.StandardInput.Close();
        var line = await client.StandardOutput.ReadLineAsync();
        await client.WaitForExitAsync();
        return JsonNode.Parse(line ?? throw new InvalidOperationException($"The {Name} client printed nothing."))!.AsObject();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
