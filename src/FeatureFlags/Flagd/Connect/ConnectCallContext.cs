using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>A Connect call, as a gRPC service sees it.</summary>
internal sealed class ConnectCallContext(HttpContext http, string method, ConnectDeadline deadline) : ServerCallContext
{
    protected override string MethodCore => method;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";

    protected override DateTime DeadlineCore => deadline.Moment;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => deadline.Ended;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => throw new NotSupportedException("Evaluation asks nobody who he is.");

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException("Evaluation sends no headers of its own.");
}
