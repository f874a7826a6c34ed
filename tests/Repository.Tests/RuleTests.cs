using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>Each rule finds a breach in code that has one, on the right line, and nothing in code that has none.</summary>
public sealed class RuleTests
{
    private const string Elsewhere = "src/Services/Cart/Thing.cs";

    public static TheoryData<string, string> Breaches => new()
    {
        { nameof(ShapeRules.TypesAreNouns), "\n/**/class CartManager;" },
        { nameof(ShapeRules.NoMutableStatics), "class Thing {\n/**/static int Count; }" },
        { nameof(ShapeRules.NoMutableStatics), "class Thing {\n/**/static readonly List<int> Counts = []; }" },
        { nameof(ShapeRules.NoMutableStatics), "class Thing {\n/**/internal static readonly int[] Counts = []; }" },
        { nameof(ShapeRules.NoMutableStatics), "class Thing {\n/**/static int Count { get; set; } }" },
        { nameof(SizeRules.ConstructorLength), "class Thing\n/**/(int a, int b, int c, int d, int e, int f, int g);" },
        { nameof(CallRules.LogNamedValues), "class Thing { [LoggerMessage(1, LogLevel.Warning,\n/**/\"{@Cart}\")] void Log() { } }" },
        { nameof(CallRules.RpcExceptionAtTheBoundary), "\n/**/throw new Grpc.Core.RpcException(status);" },
        { nameof(CallRules.SettingsThroughOptions), "_ =\n/**/builder.Configuration[\"PORT\"];" },
        { nameof(CallRules.OptionsAreValidatedOnStart), "\n/**/services.AddOptions<Thing>().BindConfiguration(\"Thing\");" },
        { nameof(CommentRules.NoRegions), "\n#region private\n#endregion" },
        { nameof(CommentRules.NoOpenEnds), "\n// TODO: sleep" },
        { nameof(CommentRules.NoLicenceHeaders), "\n// Copyright of somebody" },
        { nameof(CommentRules.NoCodeInComments), "class Thing;\n// var cart = store.Get(user);" },
    };

    public static TheoryData<string, string> GoodCode => new()
    {
        { nameof(ShapeRules.NoMutableStatics), "class Thing { const int A = 1; static readonly int[] B = [1]; static int C { get; } }" },
        { nameof(CallRules.OptionsAreValidatedOnStart), "services.AddOptions<Thing>().BindConfiguration(\"Thing\").ValidateOnStart();" },
        { nameof(CommentRules.NoOpenEnds), "// TODO 0012: the other half of the decision" },
        { nameof(CommentRules.NoCodeInComments), "// Prose may end so (as here); and go on, or mention code.Like(this).\nclass Thing;" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_breach_is_found_where_it_is(string rule, string code)
    {
        var findings = Rule(rule).Check(SourceFile.Parse(Elsewhere, code));

        Assert.Equal(2, Assert.Single(findings).Line);
    }

    [Theory]
    [MemberData(nameof(GoodCode))]
    public void Good_code_passes(string rule, string code) =>
        Assert.Empty(Rule(rule).Check(SourceFile.Parse(Elsewhere, code)));

    [Fact]
    public void Code_that_is_too_long_is_found()
    {
        var body = string.Concat(Enumerable.Repeat("\nWait();", 61));

        Assert.Single(SizeRules.BodyLength.Check(SourceFile.Parse(Elsewhere, $"class Thing {{ void Go()\n{{{body}\n}} }}")));
        Assert.Single(SizeRules.FileLength.Check(SourceFile.Parse(Elsewhere, new string('\n', 351))));
        Assert.Single(SizeRules.ProgramLength.Check(SourceFile.Parse("src/Services/Cart/Program.cs", new string('\n', 31))));
    }

    [Fact]
    public void Code_at_the_limit_passes()
    {
        var body = string.Concat(Enumerable.Repeat("\nWait();", 60));

        Assert.Empty(SizeRules.BodyLength.Check(SourceFile.Parse(Elsewhere, $"class Thing {{ void Go()\n{{{body}\n}} }}")));
        Assert.Empty(SizeRules.FileLength.Check(SourceFile.Parse(Elsewhere, new string('\n', 350))));
        Assert.Empty(SizeRules.ProgramLength.Check(SourceFile.Parse("src/Services/Cart/Program.cs", new string('\n', 30))));
    }

    [Theory]
    [InlineData("[Fact] public void Cart_Works() { }")]
    [InlineData("[Fact] public void CartTest() { }")]
    [InlineData("[Fact] public void AddingProducts() { }")]
    public void A_test_name_that_says_nothing_is_found(string method) =>
        Assert.Single(TestRules.TestNamesAreSentences.Check(SourceFile.Parse("tests/Cart.Tests/CartTests.cs", $"class CartTests {{ {method} }}")));

    [Theory]
    [InlineData("if (args.Length > 0) { }")]
    [InlineData("shop.AddExternalService(\"http://cart:8080\");")]
    public void An_AppHost_that_is_no_picture_is_found(string statement) =>
        Assert.Single(CallRules.AppHostIsAPicture.Check(SourceFile.Parse("AppHost/Program.cs", statement)));

    private static SourceRule Rule(string name) => new[] { typeof(SizeRules), typeof(ShapeRules), typeof(CallRules), typeof(CommentRules) }
        .Select(type => type.GetField(name)?.GetValue(null)).OfType<SourceRule>().Single();
}
