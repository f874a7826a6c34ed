using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// Admits images of the shop only with a signature of its pipelines and their statement where the image was built. CEL cannot ask a registry, so this rule
/// needs Kyverno. It verifies what <c>eng/pipelines/sign-image.sh</c> and the workflow <c>supply-chain</c> leave, and pins the digest.
/// </summary>
/// <remarks>
/// Kyverno reads signatures in two forms. Bundles, which cosign 3 and GitHub make, it verifies by identity alone; a key it knows only with cosign's older form.
/// </remarks>
internal sealed partial class ImageSignature
{
    private const string Issuer = "https://token.actions.githubusercontent.com";
    private const string Action = "Enforce";

    // The identity of the nodes may pull.
    private static readonly object Credentials = new { providers = new[] { "azure" } };

    private readonly KubernetesEnvironmentResource _environment;

    /// <exception cref="DistributedApplicationException">The key is none of Key Vault.</exception>
    public ImageSignature(KubernetesEnvironmentResource environment)
    {
        _environment = environment;
        if (environment.SigningKey is { } key && !KeyOfVault().IsMatch(key))
            throw new DistributedApplicationException($"The signing key '{key}' is none of Key Vault: write azurekms://VAULT.vault.azure.net/KEY.");
    }

    /// <summary>What the pipelines sign with, for their scripts.</summary>
    public object Signer => _environment.SigningKey is { } key ? new { method = "kms", key } : new { method = "keyless", issuer = Issuer, identity = Identity };

    public object Policy => new
    {
        apiVersion = KyvernoPolicies.Api,
        kind = "ClusterPolicy",
        metadata = PolicyScope.Metadata($"{Labels.Shop}-signed-image", new Dictionary<string, string>
        {
            ["policies.kyverno.io/description"] = "Images of the shop are signed by its pipelines, and have a provenance of the branch main.",
        }),
        spec = new
        {
            webhookConfiguration = new { timeoutSeconds = 30, failurePolicy = "Fail" },
            // Asking the registry about every running pod again costs more than it tells.
            background = false,
            rules = new[]
            {
                Rule("signature", Signature),
                Rule("provenance", Provenance),
            },
        },
    };

    /// <summary>What a stage that only reports changes. Kyverno would not change the image of a pod that it only reports about.</summary>
    public static JsonArray Patch(KubernetesPolicyMode mode) => KyvernoPolicies.Patch(mode, [
        .. Enumerable.Range(0, 2).SelectMany(rule => new (string, JsonNode)[] { ($"/spec/rules/{rule}/verifyImages/0/failureAction", "Audit"), ($"/spec/rules/{rule}/verifyImages/0/mutateDigest", false) })]);

    private static object Rule(string name, object image) => new { name, match = KyvernoPolicies.Match(["Pod"]), verifyImages = new[] { image } };

    private object Signature => new
    {
        type = Form,
        imageReferences = References,
        imageRegistryCredentials = Credentials,
        failureAction = Action,
        mutateDigest = true,
        required = true,
        attestors = Attestors,
    };

    private object Provenance => new
    {
        type = Form,
        imageReferences = References,
        imageRegistryCredentials = Credentials,
        failureAction = Action,
        mutateDigest = true,
        required = true,
        attestations = new[] { new { type = "https://slsa.dev/provenance/v1", attestors = Attestors, conditions = new[] { new { all = Conditions } } } },
    };

    private string Form => _environment.SigningKey is null ? "SigstoreBundle" : "Cosign";

    private string Identity => $"{_environment.SourceRepository}/.github/workflows/supply-chain.yml@refs/heads/main";

    private string[] References => [$"{_environment.ImageRegistry}/{Labels.Shop}/*"];

    private object[] Attestors =>
    [
        new
        {
            entries = new object[]
            {
                _environment.SigningKey is { } key
                    ? (object)new { keys = new { kms = key, signatureAlgorithm = "sha256", rekor = new { url = "https://rekor.sigstore.dev" } } }
                    : new { keyless = new { issuer = Issuer, subject = Identity } },
            },
        },
    ];

    // An identity names the branch, a key does not.
    private object[] Conditions => _environment.SigningKey is null
        ? [Equal("workflow.repository", _environment.SourceRepository)]
        : [Equal("repository", _environment.SourceRepository), Equal("ref", "refs/heads/main")];

    private static object Equal(string parameter, string value) => new { key = $"{{{{ buildDefinition.externalParameters.{parameter} }}}}", @operator = "Equals", value };

    [GeneratedRegex(@"^azurekms://[a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.azure\.net/[A-Za-z0-9-]{1,127}$")]
    private static partial Regex KeyOfVault();
}
