using System.Text;
using OtelShop.Flagd.Tests.Flags;
using OtelShop.Flagd.Ui.Advanced;

namespace OtelShop.Flagd.Tests.Ui;

public sealed class DraftServiceTests
{
    private const string Rule = "\"$evaluators\": { \"everybody\": true }";

    [Fact]
    public async Task What_only_both_edits_together_break_is_told()
    {
        await using var disk = await StoreOnDisk.LoadAsync(Document(Rule, targeting: "{}"));
        var version = disk.Store.Version;
        await disk.ReplaceAsync(Document("\"$schema\": \"none\"", targeting: "{}"));

        var draft = new DraftService(disk.Store).Compare(Encoding.UTF8.GetString(Document(Rule, """{ "$ref": "everybody" }""")), version);

        Assert.Empty(draft.EditConflict!.Disputed);
        Assert.Contains("There is no rule 'everybody'", Assert.Single(draft.Warnings).Message, StringComparison.Ordinal);
    }

    private static byte[] Document(string part, string targeting) => Encoding.UTF8.GetBytes(
        $$"""{ {{part}}, "flags": { "a": { "state": "ENABLED", "variants": { "true": 1 }, "defaultVariant": "true", "metadata": {}, "targeting": {{targeting}} } } }""");
}
