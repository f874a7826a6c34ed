using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>Images are signed and verified as admission asks for it, with programs in the place of cosign and the Azure CLI that note their arguments.</summary>
public sealed class SigningTests : IDisposable
{
    private const string Key = "azurekms://shop-keys.vault.azure.net/cosign";
    private const string Image = "otelshop.azurecr.io/otelshop/cart@sha256:abc";

    private readonly TemporaryFolder _folder = new();

    public SigningTests()
    {
        Write("cosign", $"#!/usr/bin/env bash\necho \"$*\" >>\"{_folder.At("calls")}\"\n");
        Write("az", "#!/usr/bin/env bash\n");
    }

    [Fact]
    public async Task GitHubs_workflow_signs_without_a_key()
    {
        (await SignAsync("""{ "method": "keyless" }""", "GITHUB_ACTIONS")).Succeeded();

        Assert.Equal([$"sign --yes {Image}", $"attest --yes --type cyclonedx --predicate {Root}/artifacts/images/cart.cdx.json {Image}"], Calls());
    }

    [Fact]
    public async Task Azure_Pipelines_sign_with_the_key_in_the_form_that_admission_reads()
    {
        (await SignAsync($$"""{ "method": "kms", "key": "{{Key}}" }""", "TF_BUILD")).Succeeded();

        Assert.Equal(
            [$"sign --yes --key {Key} --new-bundle-format=false --use-signing-config=false {Image}", $"attest --yes --key {Key} --new-bundle-format=false --use-signing-config=false --type cyclonedx --predicate {Root}/artifacts/images/cart.cdx.json {Image}"],
            Calls());
    }

    // ImageSignature.cs asks for these two.
    [Fact]
    public async Task The_provenance_of_Azure_Pipelines_names_repository_and_branch_where_admission_reads_them()
    {
        Prepare($$"""{ "method": "kms", "key": "{{Key}}" }""");
        var build = new Dictionary<string, string>
        {
            ["BUILD_REPOSITORY_URI"] = "https://github.com/otelshop/otelshop", ["BUILD_SOURCEBRANCH"] = "refs/heads/main", ["BUILD_SOURCEVERSION"] = "abc", ["BUILD_DEFINITIONNAME"] = "ci",
            ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/shop/", ["SYSTEM_TEAMPROJECT"] = "shop", ["BUILD_BUILDID"] = "7",
        };

        (await Programs.ScriptAsync(Root, "eng/pipelines/sign-image.sh", ["cart", "--provenance"], build, _folder.Path)).Succeeded();

        var parameters = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "artifacts", "images", "cart.provenance.json")))!["buildDefinition"]!["externalParameters"]!;
        Assert.Equal((build["BUILD_REPOSITORY_URI"], build["BUILD_SOURCEBRANCH"]), (parameters["repository"]!.ToString(), parameters["ref"]!.ToString()));
        Assert.Equal([$"attest --yes --key {Key} --new-bundle-format=false --use-signing-config=false --type slsaprovenance1 --predicate {Root}/artifacts/images/cart.provenance.json {Image}"], Calls());
    }

    [Theory]
    [InlineData("""{ "method": "keyless" }""", "TF_BUILD", "set SigningKey in AppHost/Program.cs")]
    [InlineData($$"""{ "method": "kms", "key": "{{Key}}" }""", "GITHUB_ACTIONS", "take SigningKey out of AppHost/Program.cs")]
    [InlineData("""{ "method": "kms" }""", "TF_BUILD", "signer.json has no key")]
    [InlineData("{}", "GITHUB_ACTIONS", "signer.json has no method")]
    public async Task A_pipeline_whose_signature_admission_would_refuse_signs_nothing(string signer, string system, string message)
    {
        Assert.Contains(message, (await SignAsync(signer, system)).Failed(), StringComparison.Ordinal);
        Assert.Empty(Calls());
    }

    [Theory]
    [InlineData("""{ "method": "keyless", "issuer": "https://issuer.example.com", "identity": "https://example.com/workflow" }""", "--certificate-oidc-issuer https://issuer.example.com --certificate-identity https://example.com/workflow")]
    [InlineData($$"""{ "method": "kms", "key": "{{Key}}" }""", $"--key {Key} --new-bundle-format=false")]
    public async Task A_release_is_verified_with_what_signed_it(string signer, string flags)
    {
        Prepare(signer);

        (await Programs.ScriptAsync(Root, "eng/pipelines/verify-images.sh", ["20261129120000-abc"], firstOnPath: _folder.Path)).Succeeded();

        Assert.Equal(Checkout.Images().Select(service => $"verify {flags} otelshop.azurecr.io/otelshop/{service}:20261129120000-abc"), Calls());
    }

    public void Dispose() => _folder.Dispose();

    private string Root => _folder.At("checkout");

    private Task<Outcome> SignAsync(string signer, string system)
    {
        Prepare(signer);
        return Programs.ScriptAsync(Root, "eng/pipelines/sign-image.sh", ["cart"], new Dictionary<string, string> { [system] = "true" }, _folder.Path);
    }

    private void Prepare(string signer)
    {
        foreach (var path in ((string[])["eng", "deploy/kustomize/base"]).SelectMany(folder => Checkout.Files(folder, "*")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
            File.Copy(Checkout.At(path), Path.Combine(Root, path), overwrite: true);
        }

        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "artifacts", "images")).FullName, "cart.digest"), "sha256:abc");
        Directory.CreateDirectory(Path.Combine(Root, "deploy", "policies", "signatures"));
        File.WriteAllText(Path.Combine(Root, "deploy", "policies", "signatures", "signer.json"), signer);
    }

    private string[] Calls() => File.Exists(_folder.At("calls")) ? File.ReadAllLines(_folder.At("calls")) : [];

    private void Write(string program, string content)
    {
        File.WriteAllText(_folder.At(program), content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.At(program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
