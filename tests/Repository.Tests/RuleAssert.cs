using Xunit.Sdk;

namespace OtelShop.Repository.Tests;

/// <summary>Fails the test for each breach of a rule unless <see cref="Exemptions"/> gives a reason for it.</summary>
internal static class RuleAssert
{
    public static void Holds(SourceRule rule) => Holds(rule.Name, WorkingCopy.Sources.AsParallel().AsOrdered().SelectMany(rule.Check));

    public static void Holds(string rule, IEnumerable<Finding> findings)
    {
        var breaches = findings.Where(finding => !Exemptions.Allow(rule, finding.File)).ToList();
        if (breaches.Count > 0)
        {
            throw new XunitException($"{breaches.Count} breach(es) of '{rule}':\n{string.Join('\n', breaches)}");
        }
    }
}
