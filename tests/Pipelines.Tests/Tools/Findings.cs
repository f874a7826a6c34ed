namespace OtelShop.Pipelines.Tests.Tools;

internal static class Findings
{
    /// <summary>Fails with every finding, not only the first.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
