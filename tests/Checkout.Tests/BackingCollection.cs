namespace OtelShop.Checkout.Tests;

[CollectionDefinition(Name)]
public sealed class BackingCollection : ICollectionFixture<Backing>
{
    public const string Name = "backing";
}
