using System.Text.RegularExpressions;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>Recognizes passwords and keys that are written out instead of referred to.</summary>
internal static partial class LiteralSecret
{
    /// <param name="variable">Name of the variable.</param>
    /// <param name="value">Its value, with <c>$(NAME)</c> for a reference.</param>
    public static bool Is(string variable, string value) =>
        (Name().IsMatch(variable) && Reference().Replace(value, "").Trim().Length > 0) || Credentials().IsMatch(value);

    // The last word of the name: API_KEY, BrowserToken, Db__Password; not KeysFolder or Monkey.
    [GeneratedRegex(@"(^|[_.\-]|(?<=[a-z]))((?i:password|passwd|pwd|secret|token)|Key|KEY|key(?<=[_.\-]key))$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\([A-Za-z_][A-Za-z0-9_.-]*\)")]
    private static partial Regex Reference();

    // Password=x and scheme://user:x@host, unless x is a reference.
    [GeneratedRegex(@"(?i:\b(password|pwd|accountkey|sharedaccesskey)\s*=\s*(?!\$\()[^;,\s]+|\w://[^/\s:@]+:(?!\$\()[^/\s@]+@)")]
    private static partial Regex Credentials();
}
