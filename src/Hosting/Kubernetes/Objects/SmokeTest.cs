using k8s.Models;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>A pod that fills a cart and orders it: Helm's test, and what a new version of the entrance has to pass before it is taken over.</summary>
internal static class SmokeTest
{
    /// <summary>Name of the analysis, its account and its network policy.</summary>
    public const string Name = "smoke-test";

    public const string Image = "docker.io/curlimages/curl:8.16.0";

    /// <summary>The user of the image.</summary>
    public const long User = 100;

    /// <summary>Variable with the address of the shop.</summary>
    public const string AddressVariable = "SHOP_URL";

    private const int DeadlineSeconds = 300;

    /// <summary>How its requests name themselves; the collector keeps their traces.</summary>
    public const string UserAgent = "otelshop-smoke-test";

    /// <summary>The shell script. Its orders are marked as those of the load generator, so that the card is not charged, and as a test, so that no business figure counts them.</summary>
    public const string Script = """
        user=helm-test-$(date +%s)
        send() { curl --fail-with-body --silent --show-error --max-time 30 --retry 5 --retry-connrefused --user-agent otelshop-smoke-test --header 'baggage: synthetic_request=true,user_agent.synthetic.type=test' --header 'content-type: application/json' "$@"; echo; }
        send --data "{\"userId\":\"$user\",\"item\":{\"productId\":\"OLJCESPC7Z\",\"quantity\":1}}" "$SHOP_URL/api/cart"
        send --header "Idempotency-Key: $user" --data "{\"userId\":\"$user\",\"userCurrency\":\"USD\",\"email\":\"helm-test@example.com\",\"address\":{\"streetAddress\":\"1 Observatory Road\",\"city\":\"Flagstaff\",\"state\":\"AZ\",\"country\":\"United States\",\"zipCode\":\"86001\"},\"creditCard\":{\"creditCardNumber\":\"4432801561520454\",\"creditCardCvv\":672,\"creditCardExpirationYear\":2039,\"creditCardExpirationMonth\":1}}" "$SHOP_URL/api/checkout"

        """;

    /// <summary>The job that runs the script once.</summary>
    /// <param name="address">Of the shop.</param>
    /// <param name="mesh">The mesh that the pod joins: others do not accept requests without an identity.</param>
    public static V1JobSpec Job(string address, Mesh mesh)
    {
        var container = new V1Container
        {
            Image = Image,
            Command = ["sh", "-ec", Script],
            Env = [new V1EnvVar { Name = AddressVariable, Value = address }],
            Resources = PodDefaults.Resources("10m", "100m", "16Mi", "32Mi"),
        };
        var pod = PodDefaults.Spec(Name, PriorityClasses.Of(isCritical: false), User, container);
        pod.RestartPolicy = "Never";
        pod.TopologySpreadConstraints = null;
        return new V1JobSpec
        {
            BackoffLimit = 0,
            ActiveDeadlineSeconds = DeadlineSeconds,
            Template = new V1PodTemplateSpec { Metadata = MeshObjects.PodMetadata(Name, mesh, Native(mesh)), Spec = pod },
        };
    }

    // A proxy that is no native sidecar would keep the job from ending.
    private static (string Key, string Value)[] Native(Mesh mesh) => mesh switch
    {
        Mesh.Linkerd => [("config.beta.linkerd.io/proxy-enable-native-sidecar", "true")],
        Mesh.Istio => [("sidecar.istio.io/nativeSidecar", "true")],
        _ => [],
    };
}
