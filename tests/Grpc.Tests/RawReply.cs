using System.Net;
using Grpc.Core;

namespace OtelShop.Grpc.Tests;

/// <summary>A reply with its status, wherever the server put it.</summary>
internal sealed class RawReply(HttpResponseMessage response, byte[] body)
{
    public HttpStatusCode HttpStatus => response.StatusCode;

    public byte[] Body => body;

    public StatusCode Status => (StatusCode)int.Parse(Field("grpc-status") ?? throw new InvalidOperationException("The reply has no grpc-status."));

    public string? Message => Field("grpc-message");

    public bool IsTrailersOnly => response.Headers.Contains("grpc-status");

    public string? Field(string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailing) ? string.Join(',', trailing)
        : response.Headers.TryGetValues(name, out var leading) ? string.Join(',', leading)
        : null;
}
