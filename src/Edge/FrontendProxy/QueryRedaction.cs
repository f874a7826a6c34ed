using System.Text;

namespace OtelShop.FrontendProxies;

/// <summary>Keeps secrets and personal data in query strings out of the log.</summary>
internal static class QueryRedaction
{
    private const string Redacted = "REDACTED";

    // "t" is the token in login links of the flag pages.
    private static readonly HashSet<string> Sensitive = new(StringComparer.OrdinalIgnoreCase) { "t", "key", "sig", "code", "state", "auth", "sessionid", "userid" };

    private static readonly string[] SensitiveParts = ["token", "secret", "password", "email", "card", "cvv", "address", "credential", "signature", "api_key", "apikey"];

    /// <summary>Replaces the values of parameters that may be sensitive, as semantic conventions write it.</summary>
    public static string? Redact(string? query)
    {
        if (query is not { Length: > 1 })
            return query;
        StringBuilder? redacted = null;
        var start = 1;
        while (start <= query.Length)
        {
            var end = query.IndexOf('&', start) is >= 0 and var next ? next : query.Length;
            var equals = query.IndexOf('=', start, end - start);
            if (equals > 0 && IsSensitive(query[start..equals]))
                (redacted ??= new StringBuilder(query, 0, start, query.Length)).Append(query, start, equals + 1 - start).Append(Redacted);
            else
                redacted?.Append(query, start, end - start);
            if (end < query.Length)
                redacted?.Append('&');
            start = end + 1;
        }

        return redacted?.ToString() ?? query;
    }

    private static bool IsSensitive(string name)
    {
        var plain = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        return Sensitive.Contains(plain) || Array.Exists(SensitiveParts, part => plain.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
