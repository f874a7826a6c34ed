using System.Text;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Paths of <c>var</c>, <c>missing</c> and <c>missing_some</c>.</summary>
internal static class VariablePath
{
    private const string FlagdProperties = "$flagd";

    /// <summary>The names in a path. A backslash takes the meaning from a point, a slash or another backslash.</summary>
    public static string[] Split(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal))
            return [path];
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '.' or '/' or '\\')
                name.Append(path[++i]);
            else if (path[i] == '.')
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
                name.Append(path[i]);
        }

        // Compat: a path of points alone has one empty name less than its points separate.
        if (names.Count != path.Length)
            names.Add(name.ToString());
        return [.. names];
    }

    public static bool TryFollow(string[] path, ref Evaluation evaluation, out Operand value)
    {
        value = evaluation.Data;
        if (value.IsContext && path is [FlagdProperties, ..])
            return TryGetFlagdProperty(path, ref evaluation, out value);
        foreach (var name in path)
        {
            // Not into the same variable: it would be overwritten while its member is looked up.
            var isThere = value.TryGetMember(name, out var member);
            value = member;
            if (!isThere)
                return false;
        }

        return true;
    }

    /// <summary>flagd's own properties, which hide an entry <c>$flagd</c> that the caller put into the context.</summary>
    private static bool TryGetFlagdProperty(string[] path, ref Evaluation evaluation, out Operand value)
    {
        value = path switch
        {
            [_, "flagKey"] => Operand.Of(evaluation.FlagKey),
            [_, "timestamp"] => Operand.Of(evaluation.Timestamp),
            [_] => Operand.From(new Dictionary<string, object?> { ["flagKey"] = evaluation.FlagKey, ["timestamp"] = evaluation.Timestamp }),
            _ => Operand.Null,
        };
        return !value.IsNull;
    }
}
