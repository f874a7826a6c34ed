using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

/// <summary>A service that does what the test says; unscripted methods echo.</summary>
internal sealed class ScriptedEcho : Echo.EchoBase
{
    public UnaryServerMethod<Ping, Pong> OnUnary { get; set; } = (request, _) => Task.FromResult(new Pong { Text = request.Text, Payload = request.Payload });

    public ServerStreamingServerMethod<Ping, Pong> OnServerStream { get; set; } = async (request, responses, _) =>
    {
        foreach (var word in request.Text.Split(' ')) { await responses.WriteAsync(new Pong { Text = word }); }
    };

    public ClientStreamingServerMethod<Ping, Pong> OnClientStream { get; set; } = async (requests, _) =>
    {
        var words = new List<string>();
        await foreach (var request in requests.ReadAllAsync()) { words.Add(request.Text); }
        return new Pong { Text = string.Join(' ', words) };
    };

    public DuplexStreamingServerMethod<Ping, Pong> OnDuplex { get; set; } = async (requests, responses, _) =>
    {
        await foreach (var request in requests.ReadAllAsync()) { await responses.WriteAsync(new Pong { Text = request.Text }); }
    };

    public override Task<Pong> Unary(Ping request, ServerCallContext context) => OnUnary(request, context);

    public override Task ServerStream(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context) => OnServerStream(request, responseStream, context);

    public override Task<Pong> ClientStream(IAsyncStreamReader<Ping> requestStream, ServerCallContext context) => OnClientStream(requestStream, context);

    public override Task Duplex(IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context) =>
        OnDuplex(requestStream, responseStream, context);
}
