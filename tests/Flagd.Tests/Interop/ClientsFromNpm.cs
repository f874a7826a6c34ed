namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdRpcProvider() : NodeProvider("flagd-rpc", "grpc");

public sealed class FlagdInProcessProvider() : NodeProvider("flagd-in-process", "sync");

public sealed class OfrepProvider() : NodeProvider("ofrep", "ofrep")
{
    protected override bool IsTold => false;
}

/// <remarks>It asks for all flags at once, and those in error are not among them.</remarks>
public sealed class FlagdWebProvider() : NodeProvider("flagd-web", "grpc", brokenRule: "FLAG_NOT_FOUND");

/// <inheritdoc cref="FlagdWebProvider" />
public sealed class FlagdWebBehindTheProxyProvider() : NodeProvider("flagd-web-flagservice", "grpc", brokenRule: "FLAG_NOT_FOUND");

/// <summary>Connect's own client for browsers.</summary>
/// <param name="protocol">What it speaks; it knows gRPC-Web too.</param>
public abstract class ConnectWebClient(string protocol) : NodeProvider(protocol, "grpc")
{
    protected override string Program => "connect.mjs";
}

public sealed class ConnectJsonClient() : ConnectWebClient("connect-json");

public sealed class ConnectProtoClient() : ConnectWebClient("connect-proto");

public sealed class GrpcWebClient() : ConnectWebClient("grpc-web");

public sealed class FlagdRpcTests(FlagdRpcProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdRpcProvider>;

public sealed class FlagdInProcessTests(FlagdInProcessProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdInProcessProvider>;

public sealed class OfrepTests(OfrepProvider provider) : NodeProviderTests(provider), IClassFixture<OfrepProvider>;

public sealed class FlagdWebTests(FlagdWebProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdWebProvider>;

public sealed class FlagdWebBehindTheProxyTests(FlagdWebBehindTheProxyProvider provider)
    : NodeProviderTests(provider), IClassFixture<FlagdWebBehindTheProxyProvider>;

public sealed class ConnectJsonTests(ConnectJsonClient client) : NodeProviderTests(client), IClassFixture<ConnectJsonClient>;

public sealed class ConnectProtoTests(ConnectProtoClient client) : NodeProviderTests(client), IClassFixture<ConnectProtoClient>;

public sealed class GrpcWebTests(GrpcWebClient client) : NodeProviderTests(client), IClassFixture<GrpcWebClient>;
