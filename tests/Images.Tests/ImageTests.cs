using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OtelShop.Images.Tests;

public sealed class ImageTests(BuiltImages images)
{
    [Fact]
    public void The_image_runs_as_the_user_of_the_chiseled_base()
    {
        Assert.Equal("1654", (string?)images.Quote.Start["User"]);
        Assert.Equal("1654", (string?)images.Accounting.Start["User"]);
    }

    [Fact]
    public void The_image_exposes_the_ports_of_the_settings()
    {
        Assert.Equal(["8080/tcp", "8081/tcp"], Keys(images.Quote.Start["ExposedPorts"]));
        Assert.Equal(["8080/tcp"], Keys(images.Accounting.Start["ExposedPorts"]));
    }

    [Fact]
    public void The_image_starts_the_service_without_a_shell()
    {
        Assert.Equal(["dotnet", "/app/Quote.dll"], Texts(images.Quote.Start["Entrypoint"]));
        Assert.Null(images.Quote.Start["Cmd"]);
        Assert.Equal("/app/", (string?)images.Quote.Start["WorkingDir"]);
    }

    [Fact]
    public void The_environment_leaves_the_ports_to_the_settings() => Assert.Equal(["APP_UID=1654", "ASPNETCORE_HTTP_PORTS="], Texts(images.Quote.Start["Env"]).Order());

    [Fact]
    public async Task The_labels_name_the_service_its_version_and_its_commit()
    {
        var commit = (await Outcome.OfAsync("git", "-C", BuiltImages.Root, "log", "-1", "--format=%H %ct")).Output.Trim().Split(' ');
        var image = images.Accounting;

        Assert.Equal("accounting", image.Label("title"));
        Assert.Equal("Writes every order of the Kafka topic orders into PostgreSQL, once", image.Label("description"));
        Assert.Equal(BuiltImages.Tag, image.Label("version"));
        Assert.Equal("Apache-2.0", image.Label("licenses"));
        Assert.EndsWith("/dotnet/aspnet:10.0-noble-chiseled", image.Label("base.name"), StringComparison.Ordinal);
        Assert.StartsWith("sha256:", image.Label("base.digest"), StringComparison.Ordinal);
        Assert.Equal(commit[0], image.Label("revision"));
        Assert.Equal(commit[1], DateTimeOffset.Parse(image.Label("created")!, null).ToUnixTimeSeconds().ToString(provider: null));
    }

    [Fact]
    public void Every_assembly_with_methods_has_native_code()
    {
        // Azure.Identity only forwards its types to Azure.Core.
        var withoutCode = from file in images.Accounting.Files
                          where file.Path.EndsWith(".dll", StringComparison.Ordinal)
                          let assembly = new PEReader(new MemoryStream(file.Content))
                          where assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0 && assembly.GetMetadataReader().MethodDefinitions.Count > 0
                          select file.Path;

        Assert.Empty(withoutCode);
    }

    [Fact]
    public void The_image_has_the_librdkafka_that_the_base_can_load()
    {
        var libraries = images.Accounting.Files.Where(file => file.Path.Contains(".so", StringComparison.Ordinal));

        Assert.Equal("app/centos8-librdkafka.so", Assert.Single(libraries).Path);
    }

    [Fact]
    public void The_service_cannot_change_its_own_files() =>
        Assert.DoesNotContain(images.Quote.Files, file => file.Owner != 0 || (file.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0);

    [Fact]
    public void The_image_has_no_documentation_files_and_no_development_settings() =>
        Assert.DoesNotContain(images.Accounting.Files, file => file.Path.EndsWith(".xml", StringComparison.Ordinal) || file.Path.Contains("Development", StringComparison.Ordinal));

    [Fact]
    public void Two_builds_of_a_commit_have_the_same_files() => Assert.Equal(Hashes(images.Quote), Hashes(images.PushedQuote));

    // The SDK stamps layers and configuration with the current time, until it honours SOURCE_DATE_EPOCH.
    [Fact]
    public void Two_builds_of_a_commit_start_the_same_way() =>
        Assert.True(JsonNode.DeepEquals(images.Quote.Start, images.PushedQuote.Start), $"{images.Quote.Start}\n{images.PushedQuote.Start}");

    private static IEnumerable<string> Hashes(ContainerImage image) =>
        image.Files.Select(file => $"{file.Path} {file.Owner} {file.Mode} {Convert.ToHexString(SHA256.HashData(file.Content))}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(JsonNode? node) => node!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(JsonNode? node) => node!.AsArray().Select(item => (string)item!);
}
