using System.Buffers;
using System.Globalization;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>A version as semver.org defines it; build metadata is left away, for it orders nothing.</summary>
internal readonly ref struct SemanticVersion
{
    private static readonly SearchValues<char> PartialVersionCharacters = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    private const int Longest = 256;
    private const long HighestNumber = (1L << 53) - 1;

    private SemanticVersion(long major, long minor, long patch, ReadOnlySpan<char> prerelease)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
    }

    public long Major { get; }

    public long Minor { get; }

    public long Patch { get; }

    private ReadOnlySpan<char> Prerelease { get; }

    /// <summary>Reads a version; a leading v is skipped, and of a version without prerelease minor and patch may be left away.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SemanticVersion version)
    {
        version = default;
        if (text is ['v' or 'V', ..])
            text = text[1..];
        if (!text.ContainsAnyExcept(PartialVersionCharacters) && text.Count('.') < 2)
            return TryParsePartial(text, out version);
        text = text.Trim();
        if (text.Length > Longest)
            return false;
        if (text is ['v', ..])
            text = text[1..];
        var plus = text.IndexOf('+');
        if (plus >= 0 && !AreIdentifiers(text[(plus + 1)..], numbersArePlain: false))
            return false;
        text = plus < 0 ? text : text[..plus];
        var dash = text.IndexOf('-');
        var prerelease = dash < 0 ? default : text[(dash + 1)..];
        if (dash >= 0 && !AreIdentifiers(prerelease, numbersArePlain: true))
            return false;
        return TryParseNumbers(dash < 0 ? text : text[..dash], prerelease, out version);
    }

    public int CompareTo(in SemanticVersion other)
    {
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = Minor.CompareTo(other.Minor);
        if (order == 0)
            order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : ComparePrereleases(Prerelease, other.Prerelease);
    }

    private static bool TryParsePartial(ReadOnlySpan<char> text, out SemanticVersion version)
    {
        version = default;
        var dot = text.IndexOf('.');
        long minor = 0;
        if (!TryParseNumber(dot < 0 ? text : text[..dot], out var major) || (dot >= 0 && !TryParseNumber(text[(dot + 1)..], out minor)))
            return false;
        version = new SemanticVersion(major, minor, 0, default);
        return true;
    }

    private static bool TryParseNumbers(ReadOnlySpan<char> core, ReadOnlySpan<char> prerelease, out SemanticVersion version)
    {
        version = default;
        Span<Range> parts = stackalloc Range[4];
        if (core.Split(parts, '.') != 3
            || !TryParseNumber(core[parts[0]], out var major)
            || !TryParseNumber(core[parts[1]], out var minor)
            || !TryParseNumber(core[parts[2]], out var patch))
            return false;
        version = new SemanticVersion(major, minor, patch, prerelease);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number <= HighestNumber
        && (digits.Length == 1 || digits[0] != '0');

    private static bool AreIdentifiers(ReadOnlySpan<char> text, bool numbersArePlain)
    {
        foreach (var range in text.Split('.'))
        {
            var identifier = text[range];
            if (identifier.IsEmpty || identifier.ContainsAnyExcept(IdentifierCharacters))
                return false;
            if (numbersArePlain && IsNumeric(identifier) && identifier is ['0', _, ..])
                return false;
        }

        return true;
    }

    private static int ComparePrereleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        // A release is newer than its prereleases.
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty.CompareTo(right.IsEmpty);
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var order = CompareIdentifiers(Next(ref left), Next(ref right));
            if (order != 0)
                return order;
        }

        return right.IsEmpty.CompareTo(left.IsEmpty);
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> identifiers)
    {
        var dot = identifiers.IndexOf('.');
        var next = dot < 0 ? identifiers : identifiers[..dot];
        identifiers = dot < 0 ? default : identifiers[(dot + 1)..];
        return next;
    }

    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (leftIsNumeric, rightIsNumeric) = (IsNumeric(left), IsNumeric(right));
        if (leftIsNumeric != rightIsNumeric)
            return leftIsNumeric ? -1 : 1;
        return leftIsNumeric && left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    private static bool IsNumeric(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
