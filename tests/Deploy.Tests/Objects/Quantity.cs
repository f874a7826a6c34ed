using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>Kubernetes quantities such as 250m, 1.5 and 64Mi.</summary>
internal static partial class Quantity
{
    private static readonly Dictionary<string, decimal> Factors = new()
    {
        ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m, [""] = 1, ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40,
    };

    /// <summary>The value in the base unit, cores or bytes; zero for null.</summary>
    public static decimal Parse(string? text)
    {
        if (text is null) return 0;
        var match = Format().Match(text);
        return match.Success ? decimal.Parse(match.Groups[1].Value) * Factors[match.Groups[2].Value] : throw new FormatException($"{text} is no quantity.");
    }

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)([numkMGT]?|[KMGT]i)$")]
    private static partial Regex Format();
}
