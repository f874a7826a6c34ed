using System.Text;

namespace OtelShop.FlagdCore.Tests;

public sealed class FlagSetTests
{
    [Fact]
    public void A_flag_without_targeting_gives_its_default_variant()
    {
        var flags = FlagSet.Parse("""{"flags":{"a":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"}}}"""u8);

        var resolution = flags.Resolve("a", new Dictionary<string, object?>(), TimeProvider.System);

        Assert.Equal(("on", true, FlagReason.Static), (resolution.Variant, resolution.Value!.Boolean, resolution.Reason));
    }

    [Fact]
    public void Everything_that_breaks_the_schema_is_listed_at_once()
    {
        var document = """{"flags":{"a":{"state":"on","variants":{"x":1,"y":"z"},"defaultVariant":"w"}}}""";

        var error = Assert.Throws<FlagSetException>(() => FlagSet.Parse(Encoding.UTF8.GetBytes(document)));

        Assert.Equal(
            ["$.flags.a.state", "$.flags.a.variants.y", "$.flags.a.defaultVariant"],
            error.Problems.Select(problem => problem.Path));
    }
}
