namespace OtelShop.Flagd.Tests.Interop;

/// <summary>Connect's own client for browsers.</summary>
/// <param name="protocol">What it speaks; it knows gRPC-Web too.</param>
public abstract class ConnectWebClient(string protocol) : NodeProvider(protocol, "grpc")
{
    protected override string Program => "connect.mjs";
}
