namespace OtelShop.Terraform.Tests.Policy;

internal static class FindingAssert
{
    private const int Shown = 40;

    /// <summary>Fails with the first findings, one per line.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} finding(s):\n{string.Join('\n', all.Take(Shown))}");
    }
}
