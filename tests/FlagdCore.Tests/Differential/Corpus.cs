using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>Rules with contexts, and what comes of them: the name of a variant, any other text, "default", "error" or "parse error".</summary>
public static class Corpus
{
    /// <summary>Operator, rule, context, result.</summary>
    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var row in Rows("corpus.json"))
            cases.Add(row[0].GetString()!, row[1].GetRawText(), row[2].GetRawText(), row[3].GetString()!);
        return cases;
    }

    /// <summary>Name of the difference, rule, context, our result, flagd-core's result.</summary>
    public static TheoryData<string, string, string, string, string> Differences()
    {
        var cases = new TheoryData<string, string, string, string, string>();
        foreach (var row in Rows("differences.json"))
            cases.Add(row[0].GetString()!, row[1].GetRawText(), row[2].GetRawText(), row[3].GetString()!, row[4].GetString()!);
        return cases;
    }

    private static JsonElement.ArrayEnumerator Rows(string file, [CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, file))).RootElement.EnumerateArray();
}
