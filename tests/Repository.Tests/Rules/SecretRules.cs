using System.Text.RegularExpressions;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>Secrets in files: known formats, and values that are too random to be an example.</summary>
internal static partial class SecretRules
{
    // Bits for each character: words have about 3, Base64 of 32 random bytes more than 4.5.
    private const double RandomText = 3.8;
    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".jpg", ".gz", ".zip", ".snupkg"];

    public static bool IsText(string path) => !Binary.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    public static IEnumerable<Finding> Find(string path, string text)
    {
        foreach (Match match in Formats().Matches(text))
            yield return At(match, $"holds {match.Groups.Values.Skip(1).First(group => group.Success).Name.Replace('_', ' ')}");
        foreach (Match match in Assignments().Matches(text))
        {
            if (Entropy(match.Groups["value"].Value) >= RandomText)
                yield return At(match, "holds a random value that is named as a secret");
        }

        Finding At(Match match, string what) => new(path, text.AsSpan(0, match.Index).Count('\n') + 1, $"{what}: revoke it, and refer to a store instead.");
    }

    private static double Entropy(string value) => value.CountBy(letter => letter)
        .Sum(letter => -((double)letter.Value / value.Length) * Math.Log2((double)letter.Value / value.Length));

    [GeneratedRegex("""
        (?<a_private_key>-----BEGIN[ ](?:[A-Z]+[ ])*PRIVATE[ ]KEY-----\s+[A-Za-z0-9+/=]{20})|
        (?<a_token_of_GitHub>\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{50})|
        (?<a_key_of_AWS>\bAKIA[0-9A-Z]{16}\b)|
        (?<a_key_of_Google>\bAIza[\w-]{35})|
        (?<a_token_of_Slack>\bxox[abprs]-[\w-]{20})|
        (?<a_token_of_npm>\bnpm_[A-Za-z0-9]{36})|
        (?<a_JSON_web_token>\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20})|
        (?<a_key_of_Azure>(?i:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Formats();

    // Password=x in a connection string, "token": "x", SECRET: x and scheme://user:x@host.
    [GeneratedRegex("""(?i:password|passwd|pwd|secret|token|api_?key|access_?key)["']?\s*[=:]\s*["']?(?<value>[A-Za-z0-9+/_\-!@#%^*~]{16,})(?![\w.(\[{<])|\w://[^/\s:@"']+:(?<value>[^/\s@"'${}<>]{12,})@""")]
    private static partial Regex Assignments();
}
