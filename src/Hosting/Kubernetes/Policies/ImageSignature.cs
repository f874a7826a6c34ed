using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// Admits images of the shop only with a signature of its pipelines and their statement where the image was built. CEL cannot ask a registry, so this rule
/// needs Kyverno. It verifies what <c>eng/pipelines/sign-image.sh</c> and the workflow <c>supply-chain</c> leave, and pins the digest.
/// </summary>
internal sealed class ImageSignature(KubernetesEnvironmentResource environment)
{
    private const string Issuer = "https://token.actions.githubusercontent.com";
    private const string Action = "Enforce";

    // The identity of the nodes may pull.
    private static readonly object Credentials = new { providers = new[] { "azure" } };

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
        type = "Cosign",
        imageReferences = References,
        imageRegistryCredentials = Credentials,
        failureAction = Action,
        mutateDigest = true,
        required = true,
        attestors = Attestors,
    };

    // GitHub's attestations are bundles beside the image, which cosign's older form of signatures is not.
    private object Provenance => new
    {
        type = "SigstoreBundle",
        imageReferences = References,
        imageRegistryCredentials = Credentials,
        failureAction = Action,
        mutateDigest = true,
        required = true,
        attestations = new[]
        {
            new
            {
                type = "https://slsa.dev/provenance/v1",
                attestors = Attestors,
                conditions = new[] { new { all = new[] { new { key = "{{ buildDefinition.externalParameters.workflow.repository }}", @operator = "Equals", value = environment.SourceRepository } } } },
            },
        },
    };

    private string[] References => [$"{environment.ImageRegistry}/{Labels.Shop}/*"];

    private object[] Attestors =>
    [
        new { entries = new[] { new { keyless = new { issuer = Issuer, subject = $"{environment.SourceRepository}/.github/workflows/supply-chain.yml@refs/heads/main", rekor = new { url = "https://rekor.sigstore.dev" } } } } },
    ];
}
