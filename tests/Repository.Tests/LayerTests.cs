using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Projects_reference_only_what_their_layer_may_see() =>
        House.Obeys("layers", WorkingCopy.Named(".csproj", ".props", ".targets").Select(path => ProjectFile.Parse(path, WorkingCopy.Read(path))).SelectMany(LayerRules.Breaches));

    [Fact]
    public void The_rooms_of_Hosting_see_Model_only_and_Model_sees_none() =>
        House.Obeys("rooms of Hosting", HostingRooms.Breaches(WorkingCopy.Sources));

    [Fact]
    public void No_namespace_hides_a_message() =>
        House.Obeys("namespaces", NamespaceRules.HidingMessages(WorkingCopy.Sources, NamespaceRules.MessagesOf(WorkingCopy.Named(".proto").Select(WorkingCopy.Read))));

    [Theory]
    [InlineData("src/Services/Cart/Cart.csproj", "../Ad/Ad.csproj")]
    [InlineData("src/Services/Cart/Cart.csproj", "../../Hosting/Hosting.csproj")]
    [InlineData("src/Services/Directory.Build.props", "$(RepositoryRoot)src/Platform/Grpc/Grpc.csproj")]
    [InlineData("src/Platform/Grpc/Grpc.csproj", "../../../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/Hosting/KafkaDev/KafkaDev.csproj", "../Hosting/Hosting.csproj")]
    [InlineData("src/Pages/Pages.csproj", "../../../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("src/Platform/Dashboard/Dashboard.csproj", "../Flagd/Flagd.csproj")]
    [InlineData("AppHost/AppHost.csproj", "../src/Services/Cart/Cart.csproj")]
    [InlineData("tests/Cart.Tests/Cart.Tests.csproj", "../../AppHost/AppHost.csproj")]
    public void A_reference_across_layers_is_found(string project, string reference)
    {
        var file = ProjectFile.Parse(project, $"<Project><ItemGroup>\n<ProjectReference Include=\"{reference}\" /></ItemGroup></Project>");

        Assert.Equal(2, Assert.Single(LayerRules.Breaches(file)).Line);
    }

    [Theory]
    [InlineData("src/Edge/Directory.Build.props", "$(RepositoryRoot)ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("tests/EndToEnd.Tests/EndToEnd.Tests.csproj", "../../AppHost/AppHost.csproj")]
    [InlineData("AppHost/AppHost.csproj", "../src/Platform/Hosting/Hosting.csproj")]
    [InlineData("src/Platform/Dashboard/Dashboard.csproj", "../Pages/Pages.csproj")]
    [InlineData("src/FeatureFlags/Flagd/Flagd.csproj", "../Pages/Pages.csproj")]
    public void A_reference_within_the_layers_is_fine(string project, string reference)
    {
        var file = ProjectFile.Parse(project, $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup></Project>");

        Assert.Empty(LayerRules.Breaches(file));
    }

    [Theory]
    [InlineData("Publish", "Local")]
    [InlineData("Local", "Dashboard")]
    [InlineData("Dashboard", "Local")]
    [InlineData("Dashboard", "Model")]
    public void A_type_of_one_room_used_in_another_is_found(string home, string room)
    {
        SourceFile[] files =
        [
            SourceFile.Parse($"src/Platform/Hosting/{home}/HelmWriter.cs", "class HelmWriter;"),
            SourceFile.Parse($"src/Platform/Hosting/{room}/Runner.cs", "class Runner\n{\n    private readonly HelmWriter _writer = new();\n}"),
        ];

        Assert.Equal($"src/Platform/Hosting/{room}/Runner.cs:3", string.Join(':', HostingRooms.Breaches(files).Select(found => $"{found.File}:{found.Line}")));
    }

    [Fact]
    public void A_namespace_named_like_a_message_is_found()
    {
        var file = SourceFile.Parse("src/Services/Cart/CartService.cs", "namespace OtelShop.Cart;");

        Assert.Single(NamespaceRules.HidingMessages([file], NamespaceRules.MessagesOf(["message Cart {\n}"])));
    }
}
