using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

public sealed class UnreadableRequestTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task A_message_that_is_not_protobuf_is_INTERNAL_as_gRPC_specifies()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new InvalidOperationException("not reached"), [0xFF, 0xFF, 0xFF]));

        Assert.Equal((StatusCode.Internal, "The request could not be read."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task UNKNOWN_of_a_method_stays_UNKNOWN()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new RpcException(new Status(StatusCode.Unknown, "The payment failed.")), []));

        Assert.Equal((StatusCode.Unknown, "The payment failed."), (error.StatusCode, error.Status.Detail));
    }

    private static async Task<byte[]> CallAsync(Exception failure, byte[] message)
    {
        await using var service = await TestService.StartAsync(
            builder => builder.Services.AddSingleton(new FailingCart.Script(failure)), app => app.MapGrpcService<FailingCart>());
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "oteldemo.CartService", "AddItem", Bytes, Bytes);
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, host: null, new CallOptions(), message);
    }
}
