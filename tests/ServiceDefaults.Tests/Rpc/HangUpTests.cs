using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

/// <summary>A caller that hangs up is no failure of any service on the path.</summary>
public sealed class HangUpTests
{
    [Theory]
    [InlineData("cancelled")]
    [InlineData("wrapped")]
    public async Task A_caller_that_hangs_up_is_neither_logged_nor_an_error_of_a_span(string userId)
    {
        var log = new FakeLogCollector();
        using var spans = new SpanRecorder("Microsoft.AspNetCore");
        using var trace = new Activity("test").Start();
        await using var callee = await TestService.StartAsync(
            builder => builder.Logging.AddProvider(new FakeLoggerProvider(log)), app => app.MapGrpcService<WaitingCart>());
        await using var caller = await TestService.StartAsync(
            builder =>
            {
                builder.Logging.AddProvider(new FakeLoggerProvider(log));
                builder.Services.AddGrpcServiceClient<CartService.CartServiceClient>("cart");
            },
            app => app.MapGrpcService<RelayingCart>(),
            settings: ("services:cart:grpc:0", callee.GrpcAddress.ToString()));
        using var channel = GrpcChannel.ForAddress(caller.GrpcAddress);
        using var hangUp = new CancellationTokenSource();
        var call = new CartService.CartServiceClient(channel).GetCartAsync(new GetCartRequest { UserId = userId }, cancellationToken: hangUp.Token);
        await WaitingCart.ReachedAsync(userId);
        await hangUp.CancelAsync();

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Activity[] servers = [await spans.NextAsync(span => span.TraceId == trace.TraceId), await spans.NextAsync(span => span.TraceId == trace.TraceId)];
        Assert.Empty(log.GetSnapshot().Where(record => record.Level >= LogLevel.Warning || record.Exception is not null).Select(record => record.Message));
        Assert.DoesNotContain(servers, span => span.Status is ActivityStatusCode.Error);
    }
}
