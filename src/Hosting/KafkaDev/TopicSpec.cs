using System.Globalization;

namespace OtelShop.KafkaDev;

/// <summary>A topic created at start, written <c>name</c> or <c>name:partitions</c>.</summary>
internal sealed record TopicSpec(string Name, int Partitions)
{
    private const int MostPartitions = 1000;

    /// <exception cref="FormatException">The name is missing, or the number of partitions is not 1 to 1000.</exception>
    public static IReadOnlyList<TopicSpec> ParseList(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static TopicSpec Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var partitions = 1;
        if (name.Length == 0 || name.Length > 249 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new FormatException($"'{name}' cannot be the name of a topic.");
        if (colon >= 0 && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, null, out partitions) || partitions is < 1 or > MostPartitions))
            throw new FormatException($"'{text}' must give 1 to {MostPartitions} partitions.");
        return new TopicSpec(name, partitions);
    }
}
