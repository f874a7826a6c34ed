using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Answers a server-streaming method over Connect: enveloped messages, then an end-of-stream message with the status.</summary>
internal sealed class ServerStreamCall<TRequest, TResponse>(string method, ServerStreamingServerMethod<TRequest, TResponse> handler, TimeProvider time)
    where TRequest : class
    where TResponse : class
{
    public async Task HandleAsync(HttpContext http)
    {
        var format = MessageFormat.Of(http.Request.ContentType)!;
        http.Response.ContentType = $"application/connect+{format.Name}";
        var end = new JsonObject();
        try
        {
            using var deadline = ConnectDeadline.OfConnect(http, time);
            var request = format.Read<TRequest>(await RequestBody.ReadEnvelopedAsync(http.Request, "Connect-Content-Encoding", deadline.Ended));
            await handler(request, new EnvelopeWriter<TResponse>(http, format), new ConnectCallContext(http, method, deadline));
            if (deadline.HasPassed)
                end["error"] = ConnectError.TooLate.ToJson();
        }
        catch (RpcException failed)
        {
            end["error"] = ConnectError.Of(failed.Status).ToJson();
        }
        catch (ConnectFailure failed)
        {
            end["error"] = ConnectError.Of(failed.Status).ToJson();
        }
        catch (OperationCanceledException)
        {
            end["error"] = ConnectError.TooLate.ToJson();
        }

        // The client has disconnected.
        if (http.RequestAborted.IsCancellationRequested)
            return;
        await http.Response.BodyWriter.WriteEnvelopeAsync(Envelope.EndOfStream, JsonSerializer.SerializeToUtf8Bytes(end), http.RequestAborted);
    }
}
