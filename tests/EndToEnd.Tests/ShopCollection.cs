using Xunit.Sdk;
using Xunit.v3;

namespace OtelShop.EndToEnd.Tests;

/// <summary>All system tests share one running shop; inside the collection they run one after another.</summary>
[CollectionDefinition(Name)]
[TestClassOrderer(typeof(WholeRunLast))]
public sealed class ShopCollection : ICollectionFixture<RunningShop>
{
    public const string Name = "running shop";
}

/// <summary>Keeps the order, but runs the tests of what all others have emitted last.</summary>
public sealed class WholeRunLast : ITestClassOrderer
{
    private static readonly string?[] OfTheWholeRun = [typeof(GraphTests).FullName, typeof(PrivacyTests).FullName, typeof(SchemaTests).FullName];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass =>
        [.. testClasses.OrderBy(found => Array.IndexOf(OfTheWholeRun, found?.TestClassName) >= 0)];
}
