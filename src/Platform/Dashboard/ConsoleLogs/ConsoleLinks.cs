using System.Text.RegularExpressions;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Finds addresses in a line. Only those of the web: nothing else becomes a link.</summary>
internal static partial class ConsoleLinks
{
    private const int LongestAddress = 2_048;

    /// <summary>Begin and length of each address, in order.</summary>
    public static List<(int Start, int Length)> Find(string text)
    {
        var found = new List<(int, int)>();
        if (!text.Contains("://", StringComparison.Ordinal))
            return found;
        foreach (var match in Address().EnumerateMatches(text))
        {
            var length = Trimmed(text.AsSpan(match.Index, match.Length));
            var address = text.Substring(match.Index, length);
            if (length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0)
                found.Add((match.Index, length));
        }

        return found;
    }

    // The full stop after an address ends the sentence, and a bracket closes the one before the address.
    private static int Trimmed(ReadOnlySpan<char> address)
    {
        var length = address.Length;
        while (length > 0 && (address[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*'
            || (address[length - 1] == ')' && address[..length].Count(')') > address[..length].Count('('))))
        {
            length--;
        }

        return length;
    }

    [GeneratedRegex("https?://[^\\s<>\"`{}|\\\\^\\[\\]\\p{C}]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
