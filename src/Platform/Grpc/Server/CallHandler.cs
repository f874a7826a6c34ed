using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers the requests of one endpoint. One async method carries a call from its first byte to its last.</summary>
internal abstract class CallHandler(ServerMethod method)
{
    public Task HandleAsync(HttpContext http) => RequestGate.Refuse(http, method.Logger) ? Task.CompletedTask : RunAsync(new ServerCall(http, method));

    protected abstract Task RunAsync(ServerCall call);
}
