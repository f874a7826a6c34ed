using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;

namespace OtelShop.FaultInjection.Tests;

public sealed class BlackHoleTests : IAsyncLifetime
{
    private readonly SpanRecorder _spans = new();
    private readonly TestFlags _flags = new();
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly TestClock _clock = new();
    private readonly RecordingCart.Requests _requests = new();
    private TestService _callee = null!;
    private TestService _caller = null!;

    private CartService.CartServiceClient Cart => _caller.Services.GetRequiredService<CartService.CartServiceClient>();

    private HttpClient Http => _caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

    public async ValueTask InitializeAsync()
    {
        Lose("cart");
        _callee = await TestService.StartAsync(builder => builder.Services.AddSingleton(_requests), app =>
        {
            app.MapGrpcService<RecordingCart>();
            app.MapPost("/moons", () => "Phobos");
        });
        _caller = await TestService.StartAsync(
            builder =>
            {
                _flags.AddTo(builder.Services);
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.AddGrpcServiceClient<CartService.CartServiceClient>("cart");
            },
            settings: [("services:cart:grpc:0", _callee.GrpcAddress.ToString()), ("services:planetarium:web:0", _callee.Http.BaseAddress!.ToString())]);
    }

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _callee.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_call_into_the_black_hole_is_never_sent_and_ends_with_its_deadline()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => GetCartAsync(Soon));
        await WaitingAsync(0);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task The_trace_has_the_call_and_the_flag_and_no_server_span()
    {
        await Assert.ThrowsAsync<RpcException>(() => GetCartAsync(Soon));
        var call = await _spans.NamedAsync("oteldemo.CartService/GetCart");

        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Error, "DEADLINE_EXCEEDED"), (call.Kind, call.Status, call.GetTagItem("rpc.response.status_code")));
        Assert.Contains(call.Events, happened => happened.Tags.Contains(KeyValuePair.Create("feature_flag.key", (object?)"dependencyBlackHole")));
        Assert.DoesNotContain(_spans.Finished, span => span.Kind is ActivityKind.Server);
    }

    [Fact]
    public async Task Calls_to_other_services_arrive()
    {
        Lose("payment");

        Assert.Equal("ada", (await GetCartAsync(deadline: null)).UserId);
    }

    [Fact]
    public async Task Calls_arrive_again_when_the_flag_is_off()
    {
        await Assert.ThrowsAsync<RpcException>(() => GetCartAsync(Soon));
        _flags.Set("dependencyBlackHole", false);

        Assert.Equal("ada", (await GetCartAsync(deadline: null)).UserId);
    }

    [Fact]
    public async Task A_caller_without_a_deadline_waits_as_long_as_a_network_tries()
    {
        var call = Cart.AddItemAsync(new AddItemRequest(), deadline: DateTime.MaxValue).ResponseAsync;
        await WaitingAsync(1);
        _clock.Advance(LongestWait);

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_nothing_behind()
    {
        using var giveUp = new CancellationTokenSource();
        var call = Cart.AddItemAsync(new AddItemRequest(), cancellationToken: giveUp.Token).ResponseAsync;
        await WaitingAsync(1);
        await giveUp.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        await WaitingAsync(0);
    }

    [Fact]
    public async Task A_lost_HTTP_request_ends_with_the_patience_of_its_client_and_has_a_span()
    {
        Lose("planetarium");
        using var giveUp = new CancellationTokenSource();
        var request = Http.PostAsync("http://_web.planetarium/moons", null, giveUp.Token);
        await WaitingAsync(1);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        var span = await _spans.NamedAsync("POST");

        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Error, "_web.planetarium"), (span.Kind, span.Status, span.GetTagItem("server.address")));
        await WaitingAsync(0);
    }

    [Fact]
    public async Task An_HTTP_request_elsewhere_arrives()
    {
        using var response = await Http.PostAsync("http://_web.planetarium/moons", null);

        Assert.Equal("Phobos", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_goes_out_quietly_is_never_lost()
    {
        Lose("planetarium");
        using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin();
        using var response = await Http.PostAsync("http://_web.planetarium/moons", null);

        Assert.Equal("Phobos", await response.Content.ReadAsStringAsync());
    }

    private static DateTime Soon => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(0.5);

    private void Lose(string dependency) =>
        _flags.Set("dependencyBlackHole", true, false, context => context.TryGetValue("dependency", out var callee) && callee.AsString == dependency);

    private async Task<Cart> GetCartAsync(DateTime? deadline) => await Cart.GetCartAsync(new GetCartRequest { UserId = "ada" }, deadline: deadline);

    private Task WaitingAsync(int count) => Eventually.HoldsAsync(() => _clock.TimersOf(LongestWait) == count);
}
