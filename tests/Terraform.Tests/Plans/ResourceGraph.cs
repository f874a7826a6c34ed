using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Plans;

/// <summary>The order in which Terraform works: the output of <c>terraform graph -type=plan</c>.</summary>
internal sealed partial class ResourceGraph(string dot)
{
    private readonly ILookup<string, string> _dependencies = Edge().Matches(dot).ToLookup(edge => edge.Groups[1].Value, edge => edge.Groups[2].Value);

    /// <summary>Whether Terraform changes one resource only after the other.</summary>
    /// <param name="resource">Address without indices.</param>
    /// <param name="other">Address without indices.</param>
    public bool Waits(string resource, string other)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([NodeOf(resource)]);
        while (open.TryPop(out var node))
            foreach (var dependency in _dependencies[node].Where(reached.Add))
                open.Push(dependency);
        return reached.Contains(NodeOf(other));
    }

    private static string NodeOf(string address) => $"[root] {address} (expand)";

    [GeneratedRegex("\"(.+?)\" -> \"(.+?)\"")]
    private static partial Regex Edge();
}
