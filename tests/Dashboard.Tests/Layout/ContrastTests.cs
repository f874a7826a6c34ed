using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OtelShop.Pages;

namespace OtelShop.Dashboard.Tests.Layout;

/// <summary>WCAG 2.2: text has a contrast of 4.5 to what is behind it (1.4.3), marks of charts one of 3 (1.4.11).</summary>
public sealed partial class ContrastTests
{
    private static readonly FrozenDictionary<string, (string Light, string Dark)> Tokens = TokensIn(typeof(Site).Assembly, "shell.css")
        .Concat(TokensIn(typeof(DashboardApplication).Assembly, "dashboard.css")).ToFrozenDictionary(t => t.Groups[1].Value, t => (t.Groups[2].Value, t.Groups[3].Value));

    public static TheoryData<string, string> Texts => Pairs(["text", "text-muted", "accent", "success", "warning", "error", "info"], ["bg", "surface"]);

    public static TheoryData<string, string> Marks => Pairs(Enumerable.Range(0, 16).Select(i => $"colour-{i}"), ["bg", "surface"]);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_can_be_read_in_both_themes(string text, string behind)
    {
        Assert.InRange(Contrast(Light(text), Light(behind)), 4.5, 21);
        Assert.InRange(Contrast(Dark(text), Dark(behind)), 4.5, 21);
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void Colours_of_resources_can_be_told_from_what_is_behind_them(string mark, string behind)
    {
        Assert.InRange(Contrast(Light(mark), Light(behind)), 3, 21);
        Assert.InRange(Contrast(Dark(mark), Dark(behind)), 3, 21);
    }

    private static string Light(string token) => Tokens[token].Light;

    private static string Dark(string token) => Tokens[token].Dark;

    private static double Contrast(string one, string other)
    {
        double[] luminances = [Luminance(one), Luminance(other)];
        return (luminances.Max() + 0.05) / (luminances.Min() + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    private static TheoryData<string, string> Pairs(IEnumerable<string> fronts, string[] backs)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var front in fronts)
        {
            foreach (var back in backs)
                pairs.Add(front, back);
        }

        return pairs;
    }

    private static MatchCollection TokensIn(Assembly assembly, string sheet)
    {
        using var stream = assembly.GetManifestResourceStream($"wwwroot/{sheet}")!;
        return Token().Matches(new StreamReader(stream).ReadToEnd());
    }

    [GeneratedRegex(@"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")]
    private static partial Regex Token();
}
