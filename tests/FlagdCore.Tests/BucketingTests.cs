using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtelShop.FlagdCore.Targeting;

namespace OtelShop.FlagdCore.Tests;

public sealed class BucketingTests
{
    private const int Users = 4_000;

    // The seed is fixed, so every run checks the same cases.
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithReplay(20_261_121, 1);

    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 0x3c2569b2u)]
    [InlineData("hello", 0x248bfa47u)]
    [InlineData("hello, world", 0x149bbb7fu)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x2e4ff723u)]
    public void A_text_hashes_as_everywhere_else(string text, uint hash) => Assert.Equal(hash, MurmurHash3.Hash(text, ""));

    [Theory]
    [InlineData("""{"var":"email"},["red",50],["blue",50]""", """{"targetingKey":"foo@foo.com"}""", "blue")]
    [InlineData("""{"var":"email"},["red",50],["blue",50]""", """{"targetingKey":"foo@foo.com","email":null}""", "blue")]
    [InlineData("""{"var":"email"},["red",50],["blue",{"var":"share"}]""", """{"targetingKey":"foo@foo.com","share":50}""", "blue")]
    [InlineData("""null,["red",50],["blue",50]""", """{"targetingKey":"foo@foo.com"}""", "blue")]
    [InlineData("""{"var":"email"},["red",50],["blue",50]""", """{"targetingKey":""}""", "off")]
    [InlineData("""{"var":"email"},["red",50],["blue",50]""", "{}", "off")]
    [InlineData("""{"var":"email"},["red",50],["blue",50]""", """{"targetingKey":"foo@foo.com","email":5}""", "off")]
    [InlineData("""{"var":"email"}""", """{"targetingKey":"foo@foo.com"}""", "off")]
    public void A_bucket_key_that_is_null_counts_as_none(string operands, string context, string variant)
    {
        var flags = FlagSet.Parse(Encoding.UTF8.GetBytes(
            """{"flags":{"headerColor":{"state":"ENABLED","variants":{"off":0,"red":1,"blue":2},"defaultVariant":"off","targeting":{"fractional":[""" + operands + "]}}}}"));

        Assert.Equal(variant, flags.Resolve("headerColor", Contexts.Read(context), TimeProvider.System).Variant);
    }

    [Fact]
    public void Two_texts_hash_as_one() => Prop.ForAll<NonNull<string>, NonNull<string>>((first, second) =>
            MurmurHash3.Hash(first.Get, second.Get)
            == MurmurHash3.Hash([.. Encoding.UTF8.GetBytes(first.Get), .. Encoding.UTF8.GetBytes(second.Get)]))
        .Check(Quiet);

    [Fact]
    public void Each_variant_gets_its_share_of_the_users() => Prop.ForAll(Weights, Weights, Seeds, (red, green, seed) =>
    {
        var variants = Variants($$"""{"fractional":[["red",{{red}}],["green",{{green}}],["blue",100]]}""", seed);
        var share = variants.Count(variant => variant == "red") / (double)Users;
        return Math.Abs(share - red / (red + green + 100.0)) < 0.05;
    }).Check(Quiet.WithMaxTest(50));

    [Fact]
    public void A_user_with_a_feature_keeps_it_when_it_is_rolled_out_further() => Prop.ForAll(Weights, Weights, Seeds, (one, another, seed) =>
    {
        var (few, many) = (Math.Min(one, another), Math.Max(one, another));
        var before = Variants($$"""{"fractional":[["on",{{few}}],["off",{{100 - few}}]]}""", seed);
        var after = Variants($$"""{"fractional":[["on",{{many}}],["off",{{100 - many}}]]}""", seed);
        return before.Zip(after).All(pair => pair.First != "on" || pair.Second == "on");
    }).Check(Quiet.WithMaxTest(50));

    private static Arbitrary<int> Weights => Gen.Choose(0, 100).ToArbitrary();

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue).ToArbitrary();

    private static List<string?> Variants(string rule, int seed)
    {
        var document = """{"flags":{"f":{"state":"ENABLED","variants":{"red":1,"green":2,"blue":3,"on":4,"off":5},"targeting":""" + rule + "}}}";
        var flags = FlagSet.Parse(Encoding.UTF8.GetBytes(document));
        return [.. Enumerable.Range(0, Users).Select(user => flags.Resolve("f", User(seed, user), TimeProvider.System).Variant)];
    }

    private static Dictionary<string, object?> User(int seed, int number) =>
        new() { ["targetingKey"] = string.Create(CultureInfo.InvariantCulture, $"{seed}/{number}") };
}
