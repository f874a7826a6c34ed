namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdWebBehindTheProxyTests(FlagdWebBehindTheProxyProvider provider) : NodeProviderTests(provider), IClassFixture<FlagdWebBehindTheProxyProvider>;
