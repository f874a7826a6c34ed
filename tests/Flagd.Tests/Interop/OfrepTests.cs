namespace OtelShop.Flagd.Tests.Interop;

public sealed class OfrepTests(OfrepProvider provider) : NodeProviderTests(provider), IClassFixture<OfrepProvider>;
