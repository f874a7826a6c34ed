namespace OtelShop.Flagd.Tests.Interop;

public sealed class ConnectJsonTests(ConnectJsonClient client) : NodeProviderTests(client), IClassFixture<ConnectJsonClient>;
