using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

/// <summary>Listeners are global to the process, so each test looks only at what belongs to its own trace or port.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly SpanCollector _spans = new();
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_call_has_one_client_span_and_one_server_span()
    {
        using var parent = new Activity("test").Start();
        await _server.Client.UnaryAsync(new Ping());
        var spans = await _spans.OfTraceAsync(parent.TraceId, count: 2);

        Assert.Equal(
            ["Client grpctest.Echo/Unary", "Server grpctest.Echo/Unary"],
            spans.Select(span => $"{span.Kind} {span.DisplayName}").Order());
    }

    [Fact]
    public async Task The_server_span_is_the_child_of_the_client_span()
    {
        using var parent = new Activity("test").Start();
        await _server.Client.UnaryAsync(new Ping());
        var spans = await _spans.OfTraceAsync(parent.TraceId, count: 2);

        Assert.Equal(spans.Single(span => span.Kind == ActivityKind.Client).SpanId, spans.Single(span => span.Kind == ActivityKind.Server).ParentSpanId);
    }

    [Fact]
    public async Task The_client_span_says_what_was_called_and_where()
    {
        using var parent = new Activity("test").Start();
        await _server.Client.UnaryAsync(new Ping());
        var span = (await _spans.OfTraceAsync(parent.TraceId, count: 2)).Single(one => one.Kind == ActivityKind.Client);

        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["rpc.system"] = "grpc",
                ["rpc.service"] = "grpctest.Echo",
                ["rpc.method"] = "Unary",
                ["rpc.grpc.status_code"] = 0,
                ["server.address"] = "127.0.0.1",
                ["server.port"] = _server.Address.Port,
            },
            span.TagObjects.ToDictionary());
    }

    [Fact]
    public async Task A_failed_call_marks_the_client_span_but_not_the_server_for_the_callers_mistake()
    {
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "none"));
        using var parent = new Activity("test").Start();
        await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));
        var spans = await _spans.OfTraceAsync(parent.TraceId, count: 2);

        Assert.Equal(
            [(ActivityKind.Server, ActivityStatusCode.Unset, 5), (ActivityKind.Client, ActivityStatusCode.Error, 5)],
            spans.OrderBy(span => span.Kind).Select(span => (span.Kind, span.Status, span.GetTagItem("rpc.grpc.status_code"))));
    }

    [Fact]
    public async Task Baggage_crosses_to_the_server()
    {
        _server.Service.OnUnary = (_, _) => Task.FromResult(new Pong { Text = Activity.Current?.GetBaggageItem("session.id") });
        using var parent = new Activity("test").AddBaggage("session.id", "s1").Start();

        Assert.Equal("s1", (await _server.Client.UnaryAsync(new Ping())).Text);
    }

    [Fact]
    public async Task A_call_leaves_the_callers_span_current()
    {
        using var parent = new Activity("test").Start();
        using var call = _server.Client.ServerStream(new Ping { Text = "a b" });
        await call.ResponseStream.MoveNext();
        call.Dispose();

        Assert.Same(parent, Activity.Current);
    }

    [Fact]
    public async Task Both_sides_measure_a_call_in_seconds()
    {
        var measured = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is "rpc.client.call.duration") { self.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary();
            if (Equals(all["server.port"], _server.Address.Port)) { measured.TrySetResult($"{instrument.Unit} {value < 60} {all["rpc.method"]} {all["rpc.grpc.status_code"]}"); }
        });
        listener.Start();
        await _server.Client.UnaryAsync(new Ping());

        Assert.Equal("s True Unary 0", await measured.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task The_server_measures_each_call()
    {
        using var meters = new MeterCollector(_server.Services, "rpc.server.call.duration");
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "none"));
        await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));
        var tags = await meters.NextAsync();

        Assert.Equal(("grpctest.Echo", "Unary", 5), (tags["rpc.service"], tags["rpc.method"], tags["rpc.grpc.status_code"]));
    }
}
