using OtelShop.Flagd.Ui.Diff;

namespace OtelShop.Flagd.Tests.Ui;

public sealed class LineDiffTests
{
    [Fact]
    public void A_changed_line_is_the_old_one_and_the_new_one() =>
        Assert.Equal([" a", "-b", "+x", " c"], Show("a\nb\nc", "a\nx\nc"));

    [Fact]
    public void Added_and_removed_lines_are_found_wherever_they_are() =>
        Assert.Equal(["+n", " a", " b", "-c", " d", "+e"], Show("a\nb\nc\nd", "n\na\nb\nd\ne"));

    [Fact]
    public void Other_ends_of_lines_are_no_difference() =>
        Assert.Equal([" a", " b"], Show("a\r\nb\r\n", "a\nb"));

    [Fact]
    public void Nothing_becomes_something() => Assert.Equal(["+a", "+b"], Show("", "a\nb"));

    [Fact]
    public void Lines_have_their_numbers_in_both_texts()
    {
        var lines = LineDiff.Between("a\nb\nc", "a\nc\nd");

        Assert.Equal([(1, 1), (2, null), (3, 2), (null, 3)], lines.Select(line => (line.Before, line.After)));
    }

    [Fact]
    public void Random_texts_are_given_back_whole_and_in_the_fewest_edits()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var (before, after) = (Text(random), Text(random));
            var lines = LineDiff.Between(before, after);

            Assert.Equal(before, string.Join('\n', lines.Where(line => line.Kind != LineKind.Added).Select(line => line.Text)));
            Assert.Equal(after, string.Join('\n', lines.Where(line => line.Kind != LineKind.Removed).Select(line => line.Text)));
            Assert.Equal(CommonLines(before.Split('\n'), after.Split('\n')), lines.Count(line => line.Kind == LineKind.Same));
        }
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_told_apart_without_much_memory()
    {
        var lines = LineDiff.Between(string.Join('\n', Enumerable.Range(0, 5_000)), string.Join('\n', Enumerable.Range(10_000, 5_000)));

        Assert.Equal(10_000, lines.Count);
    }

    [Fact]
    public void Lines_far_from_every_change_are_left_out()
    {
        var before = string.Join('\n', Enumerable.Range(1, 20));
        var parts = DiffParts.Of(LineDiff.Between(before, before.Replace("\n10\n", "\nten\n", StringComparison.Ordinal))).ToList();

        Assert.Equal([null, "7", "8", "9", "10", "ten", "11", "12", "13", null], parts.Select(part => part?.Text));
    }

    private static string Text(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)('a' + random.Next(4))));

    private static int CommonLines(string[] a, string[] b)
    {
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
                longest[i, j] = a[i - 1] == b[j - 1] ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
        }

        return longest[a.Length, b.Length];
    }

    private static IEnumerable<string> Show(string before, string after) => LineDiff.Between(before, after)
        .Select(line => (line.Kind switch { LineKind.Added => "+", LineKind.Removed => "-", _ => " " }) + line.Text);
}
