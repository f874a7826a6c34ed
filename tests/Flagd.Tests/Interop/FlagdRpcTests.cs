namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdRpcTests(FlagdRpcProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdRpcProvider>;
