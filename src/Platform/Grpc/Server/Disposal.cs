using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Disposes at the end of a call what was made for it.</summary>
internal static class Disposal
{
    public static void Register(HttpContext http, object made)
    {
        switch (made)
        {
            case IAsyncDisposable disposable:
                http.Response.RegisterForDisposeAsync(disposable);
                break;
            case IDisposable disposable:
                http.Response.RegisterForDispose(disposable);
                break;
        }
    }
}
