namespace OtelShop.Flagd.Tests.Ui;

/// <summary>Tests that share the browser; inside the collection they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
