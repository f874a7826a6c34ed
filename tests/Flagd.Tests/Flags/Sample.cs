using System.Text;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Tests.Flags;

/// <summary>A document as a person laid it out: comments apart, every oddity that an edit must leave alone.</summary>
internal static class Sample
{
    public const string Text = """
        {
          "$schema": "https://flagd.dev/schema/v0/flags.json",
          "flags": {
            "plain":   { "state": "ENABLED", "variants": { "off": 0, "half": 0.50, "all": 1e0 }, "defaultVariant": "off" },
            "ruled": {
              "targeting": { "if": [ {"==": [{"var": "service"}, "cart"]}, "off", "off" ] },
              "state": "ENABLED",
              "variants": { "off": false, "on": true },
              "defaultVariant": "off"
            },
            "bare": { "state": "ENABLED", "variants": { "ä/✓": "x" } }
          }
        }

        """;

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>The document without one of its flags.</summary>
    public static byte[] Without(byte[] document, string flag) => JsonSplice.Remove(document, JsonSplice.Find(document, JsonSplice.Root(document), "flags")!.Value, flag);

    /// <summary>The document with one text in place of another.</summary>
    public static byte[] With(string old, string text)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Text.Replace(old, text, StringComparison.Ordinal));
    }
}
