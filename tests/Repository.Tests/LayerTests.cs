using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Projects_reference_only_what_their_layer_may_see() =>
        RuleAssert.Holds("layers", WorkingCopy.Named(".csproj", ".props", ".targets").Select(path => ProjectFile.Parse(path, WorkingCopy.Read(path))).SelectMany(LayerRules.Breaches));

    [Fact]
    public void No_namespace_hides_a_message() =>
        RuleAssert.Holds("namespaces", NamespaceRules.HidingMessages(WorkingCopy.Sources, NamespaceRules.MessagesOf(WorkingCopy.Named(".proto").Select(WorkingCopy.Read))));

    [Theory]
    [InlineData("src/Services/Cart/Cart.csproj", "../Ad/Ad.csproj")]
    [InlineData("src/Services/Cart/Cart.csproj", "../../Hosting/Hosting/Hosting.csproj")]
    [InlineData("src/Services/Directory.Build.props", "$(RepositoryRoot)src/FeatureFlags/Flagd/Flagd.csproj")]
    [InlineData("src/Contracts/Contracts.csproj", "../../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/Pages/Pages.csproj", "../../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/FeatureFlags/FaultInjection/FaultInjection.csproj", "../../../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/Observability/ServiceMap/ServiceMap.csproj", "../../FeatureFlags/Flagd/Flagd.csproj")]
    [InlineData("src/Hosting/Hosting/Hosting.csproj", "../KafkaDev/KafkaDev.csproj")]
    [InlineData("src/Hosting/Hosting/Hosting.csproj", "../Kubernetes/Kubernetes.csproj")]
    [InlineData("tests/Cart.Tests/Cart.Tests.csproj", "../../AppHost/AppHost.csproj")]
    public void A_reference_across_layers_is_found(string project, string reference)
    {
        var file = ProjectFile.Parse(project, $"<Project><ItemGroup>\n<ProjectReference Include=\"{reference}\" /></ItemGroup></Project>");

        Assert.Equal(2, Assert.Single(LayerRules.Breaches(file)).Line);
    }

    [Theory]
    [InlineData("src/Edge/Directory.Build.props", "$(RepositoryRoot)ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/FeatureFlags/Flagd/Flagd.csproj", "../../Pages/Pages.csproj")]
    [InlineData("AppHost/AppHost.csproj", "../src/Services/*/*.csproj")]
    [InlineData("tests/Testing.Shop/Testing.Shop.csproj", "../../AppHost/AppHost.csproj")]
    public void A_reference_within_the_layers_is_fine(string project, string reference)
    {
        var file = ProjectFile.Parse(project, $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup></Project>");

        Assert.Empty(LayerRules.Breaches(file));
    }

    [Fact]
    public void A_namespace_named_like_a_message_is_found()
    {
        var file = SourceFile.Parse("src/Services/Cart/CartService.cs", "namespace OtelShop.Cart;");

        Assert.Single(NamespaceRules.HidingMessages([file], NamespaceRules.MessagesOf(["message Cart {\n}"])));
    }
}
