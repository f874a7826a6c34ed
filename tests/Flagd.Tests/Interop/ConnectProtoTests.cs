namespace OtelShop.Flagd.Tests.Interop;

public sealed class ConnectProtoTests(ConnectProtoClient client) : NodeProviderTests(client), IClassFixture<ConnectProtoClient>;
