using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Answers a unary method over Connect: the body is the message; an error is an HTTP status with JSON.</summary>
internal sealed class UnaryCall<TRequest, TResponse>(string method, UnaryServerMethod<TRequest, TResponse> handler, TimeProvider time)
    where TRequest : class
    where TResponse : class
{
    public async Task HandleAsync(HttpContext http)
    {
        var format = MessageFormat.Of(http.Request.ContentType)!;
        try
        {
            using var deadline = ConnectDeadline.OfConnect(http, time);
            var request = format.Read<TRequest>(await RequestBody.ReadUnaryAsync(http.Request, deadline.Ended));
            var response = format.Write(await handler(request, new ConnectCallContext(http, method, deadline)));
            http.Response.ContentType = $"application/{format.Name}";
            http.Response.ContentLength = response.Length;
            await http.Response.BodyWriter.WriteAsync(response, http.RequestAborted);
        }
        catch (RpcException failed)
        {
            await FailAsync(http, ConnectError.Of(failed.Status));
        }
        catch (ConnectFailure failed)
        {
            await FailAsync(http, ConnectError.Of(failed.Status));
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(http, ConnectError.TooLate);
        }
    }

    private static Task FailAsync(HttpContext http, ConnectError error)
    {
        http.Response.StatusCode = error.HttpStatus;
        return http.Response.WriteAsJsonAsync(error.ToJson(), http.RequestAborted);
    }
}
