namespace OtelShop.EndToEnd.Tests;

/// <summary>Compares the telemetry of all other tests with <c>docs/telemetry/registry</c>; so it runs last.</summary>
[Collection(ShopCollection.Name)]
public sealed class SchemaTests(RunningShop shop)
{
    [Fact]
    public void Nothing_is_emitted_that_the_schema_does_not_have() => Holds(shop.Schema.Undeclared);

    [Fact]
    public void Everything_in_the_schema_is_emitted() => Holds(shop.Schema.Unseen);

    private static void Holds(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, $"{found.Count} findings:\n{string.Join('\n', found)}");
    }
}
