namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdInProcessTests(FlagdInProcessProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdInProcessProvider>;
