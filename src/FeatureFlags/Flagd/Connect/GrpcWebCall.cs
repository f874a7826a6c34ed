using System.Text;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>
/// Answers a method over gRPC-Web (github.com/grpc/grpc, PROTOCOL-WEB.md): gRPC over any HTTP version, with the trailers as last message of the body.
/// </summary>
internal sealed class GrpcWebCall<TRequest, TResponse>(string method, ServerStreamingServerMethod<TRequest, TResponse> handler, TimeProvider time)
    where TRequest : class
    where TResponse : class
{
    public async Task HandleAsync(HttpContext http)
    {
        http.Response.ContentType = "application/grpc-web+proto";
        var status = await AnswerAsync(http);
        // The client has disconnected.
        if (http.RequestAborted.IsCancellationRequested)
            return;
        var trailers = $"grpc-status: {(int)status.StatusCode}\r\ngrpc-message: {Uri.EscapeDataString(status.Detail)}\r\n";
        await http.Response.BodyWriter.WriteEnvelopeAsync(Envelope.Trailers, Encoding.ASCII.GetBytes(trailers), http.RequestAborted);
    }

    private async Task<Status> AnswerAsync(HttpContext http)
    {
        try
        {
            using var deadline = ConnectDeadline.OfGrpc(http, time);
            var request = MessageFormat.Proto.Read<TRequest>(await RequestBody.ReadEnvelopedAsync(http.Request, "grpc-encoding", deadline.Ended));
            await handler(request, new EnvelopeWriter<TResponse>(http, MessageFormat.Proto), new ConnectCallContext(http, method, deadline));
            return deadline.HasPassed ? TooLate : Status.DefaultSuccess;
        }
        catch (RpcException failed)
        {
            return failed.Status;
        }
        catch (ConnectFailure failed)
        {
            return failed.Status;
        }
        catch (OperationCanceledException)
        {
            return TooLate;
        }
    }

    private static Status TooLate => new(StatusCode.DeadlineExceeded, ConnectError.TooLate.Message);
}
