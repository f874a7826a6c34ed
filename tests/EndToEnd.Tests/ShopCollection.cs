namespace OtelShop.EndToEnd.Tests;

/// <summary>All system tests share one running shop; inside the collection they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ShopCollection : ICollectionFixture<RunningShop>
{
    public const string Name = "running shop";
}
