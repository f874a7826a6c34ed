using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>
/// Short names of queries, such as <c>SELECT orders</c>, which OpenTelemetry's conventions want as span name and <c>db.query.summary</c>. They hold
/// operations and tables, never values.
/// </summary>
internal static partial class QuerySummary
{
    private const int MaximumLength = 255;
    private const int MaximumCached = 1000;

    // The statements of a service are few, and have parameters instead of values.
    private static readonly ConcurrentDictionary<string, string> Cache = new(StringComparer.Ordinal);

    /// <summary>Names a command.</summary>
    /// <param name="sql">One statement or several.</param>
    /// <returns>At most 255 characters.</returns>
    public static string Of(string sql)
    {
        if (Cache.TryGetValue(sql, out var known))
            return known;
        var summary = Summarise(sql);
        if (Cache.Count < MaximumCached)
            Cache.TryAdd(sql, summary);
        return summary;
    }

    public static string Of(DbBatchCommandCollection commands) => Shorten(string.Join("; ", commands.Select(command => Of(command.CommandText)).Distinct()));

    public static void Describe(Activity span) => span.SetTag("db.query.summary", span.DisplayName);

    private static string Summarise(string sql)
    {
        var parts = new List<string>();
        foreach (var match in Target().Matches(sql).Where(match => match.Groups["table"].Success))
        {
            var operation = match.Groups["read"].Success ? "SELECT" : match.Groups["write"].Value.Split(' ', '\n')[0].ToUpperInvariant();
            var part = $"{operation} {match.Groups["table"].Value}";
            if (!parts.Contains(part))
                parts.Add(part);
        }

        return Shorten(parts.Count > 0 ? string.Join("; ", parts) : FirstWord().Match(sql).Value.ToUpperInvariant());
    }

    private static string Shorten(string summary) => summary.Length <= MaximumLength ? summary : summary[..MaximumLength];

    // Literals and comments name no table, nor do FOR UPDATE and ON CONFLICT DO UPDATE.
    [GeneratedRegex("""'[^']*'|--[^\n]*|\b(?:(?<write>INSERT\s+INTO|DELETE\s+FROM|(?<!\b(?:FOR|DO)\s+)UPDATE|LOCK\s+TABLE)|(?<read>FROM|JOIN))\s+(?:ONLY\s+)?(?:"?\w+"?\.)?"?(?<table>\w+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Target();

    [GeneratedRegex(@"[A-Za-z]+")]
    private static partial Regex FirstWord();
}
