using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.InteropTests;

/// <summary>The interop service on our runtime, on a free port.</summary>
public sealed class OurServer : IAsyncLifetime
{
    private WebApplication? _server;

    public Uri Address => new(_server!.Urls.Single());

    public TaskCompletionSource Cancelled => _server!.Services.GetRequiredService<TaskCompletionSource>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _server = builder.Build();
        _server.MapGrpcService<EchoService>();
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    private sealed class EchoService(TaskCompletionSource cancelled) : Interop.InteropBase
    {
        public override async Task<Answer> Unary(Ask request, ServerCallContext context)
        {
            await EchoMetadataAsync(context);
            return await AnswerAsync(request, context);
        }

        public override async Task ServerStream(Ask request, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
        {
            await EchoMetadataAsync(context);
            for (var count = 0; count < request.Count; count++)
                await responseStream.WriteAsync(new Answer { Text = request.Text, Count = count });
            if (request.Behaviour != Behaviour.Echo)
                await AnswerAsync(request, context);
        }

        public override async Task<Answer> ClientStream(IAsyncStreamReader<Ask> requestStream, ServerCallContext context)
        {
            await EchoMetadataAsync(context);
            var texts = await requestStream.ReadAllAsync().Select(ask => ask.Text).ToListAsync();
            return new Answer { Text = string.Concat(texts), Count = texts.Count };
        }

        public override async Task Bidi(IAsyncStreamReader<Ask> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
        {
            await EchoMetadataAsync(context);
            await foreach (var ask in requestStream.ReadAllAsync())
                await responseStream.WriteAsync(await AnswerAsync(ask, context));
        }

        private async Task<Answer> AnswerAsync(Ask ask, ServerCallContext context)
        {
            if (ask.Behaviour == Behaviour.Fail)
                throw Peer.FailureDetails.ToRpcException();
            if (ask.Behaviour == Behaviour.Hang)
            {
                await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
                await cancelled.Task;
            }

            var payload = ask.Behaviour == Behaviour.Size ? Google.Protobuf.ByteString.CopyFrom(new byte[ask.Count]) : ask.Payload;
            return new Answer { Text = ask.Text, Count = ask.Count, Payload = payload };
        }

        private static Task EchoMetadataAsync(ServerCallContext context)
        {
            var echoed = new Metadata();
            foreach (var entry in context.RequestHeaders.Where(entry => entry.Key is "echo" or "echo-bin"))
            {
                echoed.Add(entry);
                context.ResponseTrailers.Add(entry);
            }

            return context.WriteResponseHeadersAsync(echoed);
        }
    }
}
