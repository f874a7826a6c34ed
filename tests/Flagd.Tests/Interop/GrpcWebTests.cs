namespace OtelShop.Flagd.Tests.Interop;

public sealed class GrpcWebTests(GrpcWebClient client) : NodeProviderTests(client), IClassFixture<GrpcWebClient>;
