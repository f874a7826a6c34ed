namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdWebTests(FlagdWebProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdWebProvider>;
