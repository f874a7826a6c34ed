using OtelShop.EndToEnd.Tests.Monitoring;
using Xunit.Sdk;
using Xunit.v3;

namespace OtelShop.EndToEnd.Tests;

/// <summary>All system tests share one running shop; inside the collection they run one after another.</summary>
[CollectionDefinition(Name)]
[TestClassOrderer(typeof(AlertsFirst))]
public sealed class ShopCollection : ICollectionFixture<RunningShop>
{
    public const string Name = "running shop";
}

/// <summary>Keeps the order, but runs alerts first, which others could leave behind, and the tests of what all others have emitted last.</summary>
public sealed class AlertsFirst : ITestClassOrderer
{
    private static readonly string?[] OfTheWholeRun = [typeof(GraphTests).FullName, typeof(QueryTests).FullName, typeof(PrivacyTests).FullName, typeof(SchemaTests).FullName];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass =>
        [.. testClasses.OrderBy(found => found?.TestClassName == typeof(AlertTests).FullName ? 0 : 1).ThenBy(found => Array.IndexOf(OfTheWholeRun, found?.TestClassName))];
}
