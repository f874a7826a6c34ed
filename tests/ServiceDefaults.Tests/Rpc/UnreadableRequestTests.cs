using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

public sealed class UnreadableRequestTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);
    private readonly FakeLogCollector _log = new();

    [Fact]
    public async Task A_message_that_is_not_protobuf_is_INTERNAL_as_gRPC_specifies()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new InvalidOperationException("not reached"), [0xFF, 0xFF, 0xFF]));

        Assert.Equal((StatusCode.Internal, "The request could not be read."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_message_that_is_not_protobuf_is_no_failure_in_the_log()
    {
        await Assert.ThrowsAsync<RpcException>(() => CallAsync(new InvalidOperationException("not reached"), [0xFF, 0xFF, 0xFF]));

        await Eventually.HoldsAsync(() => Records().Any());
        var record = Assert.Single(Records());
        Assert.Equal((LogLevel.Information, "oteldemo.CartService/AddItem got a request that is not protobuf: INTERNAL", null), (record.Level, record.Message, record.Exception));
    }

    [Fact]
    public async Task UNKNOWN_of_a_method_stays_UNKNOWN()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new RpcException(new Status(StatusCode.Unknown, "The payment failed.")), []));

        Assert.Equal((StatusCode.Unknown, "The payment failed."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task An_error_outside_of_interceptors_stays_a_failure_in_the_log()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new InvalidOperationException("not reached"), [], services => services.AddGrpc(server => server.Interceptors.Add<BrokenInterceptor>())));

        await Eventually.HoldsAsync(() => Records().Any());
        var record = Assert.Single(Records());
        Assert.Equal((LogLevel.Error, "oteldemo.CartService/AddItem failed", "broken"), (record.Level, record.Message, record.Exception?.Message));
        Assert.Equal((StatusCode.Internal, "The call could not be carried out."), (error.StatusCode, error.Status.Detail));
    }

    private IEnumerable<FakeLogRecord> Records() => _log.GetSnapshot().Where(record => record.Level >= LogLevel.Warning || record.Id.Name == "rpc.server.call.unreadable");

    private async Task<byte[]> CallAsync(Exception failure, byte[] message, Action<IServiceCollection>? configure = null)
    {
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.Logging.AddProvider(new FakeLoggerProvider(_log));
                builder.Services.AddSingleton(new FailingCart.Script(failure));
                configure?.Invoke(builder.Services);
            }, app => app.MapGrpcService<FailingCart>());
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "oteldemo.CartService", "AddItem", Bytes, Bytes);
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, host: null, new CallOptions(), message);
    }

    // Fails where an interceptor that cannot be made fails.
    private sealed class BrokenInterceptor : Interceptor
    {
        public BrokenInterceptor() => throw new InvalidOperationException("broken");
    }
}
