using Xunit.Sdk;

namespace OtelShop.Repository.Tests;

/// <summary>Judges rules: a breach fails the test unless <see cref="Exemptions"/> gives a reason for it.</summary>
internal static class House
{
    public static void Obeys(SourceRule rule) => Obeys(rule.Name, WorkingCopy.Sources.AsParallel().AsOrdered().SelectMany(rule.Check));

    public static void Obeys(string rule, IEnumerable<Finding> findings)
    {
        var breaches = findings.Where(finding => !Exemptions.Allow(rule, finding.File)).ToList();
        if (breaches.Count > 0)
        {
            throw new XunitException($"{breaches.Count} breach(es) of '{rule}':\n{string.Join('\n', breaches)}");
        }
    }
}
