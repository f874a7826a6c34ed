namespace OtelShop.Deploy.Tests.CheckTests;

/// <summary>What the published rules refuse: one object that all of them admit, changed in one place at a time.</summary>
public sealed class PolicyCheckTests(Renders renders)
{
    private const string Admitted = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart, labels: { app.kubernetes.io/name: cart, app.kubernetes.io/part-of: otelshop } }
        spec:
          template:
            metadata: { labels: { app.kubernetes.io/name: cart, app.kubernetes.io/part-of: otelshop } }
            spec:
              automountServiceAccountToken: false
              securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: RuntimeDefault } }
              initContainers:
                - name: wait
                  image: docker.io/library/busybox:1.37.0
                  resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { cpu: 10m, memory: 16Mi } }
                  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
              containers:
                - name: cart
                  image: otelshop.azurecr.io/otelshop/cart:20261129133000-0123456789ab
                  ports: [ { containerPort: 8080 } ]
                  livenessProbe: { grpc: { port: 8080 } }
                  readinessProbe: { grpc: { port: 8080 } }
                  resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 100m, memory: 128Mi } }
                  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
              volumes: [ { name: tmp, emptyDir: {} } ]
        """;

    // Policy, message, and the change: a text of the object and what takes its place.
    private static readonly (string Policy, string Message, string Old, string New)[] Refused =
    [
        ("image-registry", "The image is from a registry or repository that is not approved.", "otelshop.azurecr.io/otelshop/", "docker.io/otelshop/"),
        ("image-registry", "The image is from a registry or repository that is not approved.", "docker.io/library/busybox:", "docker.io/library/busybox-fork:"),
        ("image-tag", "The image has no tag that names one build, and no digest.", ":20261129133000-0123456789ab", ":latest"),
        ("image-tag", "The image has no tag that names one build, and no digest.", ":20261129133000-0123456789ab", ":stable"),
        ("image-tag", "The image has no tag that names one build, and no digest.", ":20261129133000-0123456789ab", ""),
        ("image-tag", "The image has no tag that names one build, and no digest.", "busybox:1.37.0", "busybox:1"),
        ("image-tag", "The image has no tag that names one build, and no digest.", "busybox:1.37.0", "busybox:latest@sha256:0123"),
        ("probes", "A container has no liveness probe.", "livenessProbe", "startupProbe"),
        ("probes", "A container has no readiness probe.", "readinessProbe", "startupProbe"),
        ("resources", "A container requests no processor time or no memory.", "requests: { cpu: 100m, memory: 128Mi }", "requests: { cpu: 100m }"),
        ("resources", "A container has no limit of processor time or memory.", ", limits: { cpu: 10m, memory: 16Mi }", ""),
        ("restricted-pod", "The pod shares network, processes or IPC with its node.", "automountServiceAccountToken: false", "automountServiceAccountToken: false\n      hostPID: true"),
        ("restricted-pod", "A volume is of a type that reaches the node.", "emptyDir: {}", "hostPath: { path: / }"),
        ("restricted-pod", "A container is privileged or can become so.", "allowPrivilegeEscalation: false", "privileged: true, allowPrivilegeEscalation: false"),
        ("restricted-pod", "A container is privileged or can become so.", "allowPrivilegeEscalation: false, ", ""),
        ("restricted-pod", "A container keeps or adds capabilities.", "drop: [ ALL ]", "drop: [ MKNOD ]"),
        ("restricted-pod", "A container keeps or adds capabilities.", "drop: [ ALL ]", "drop: [ ALL ], add: [ NET_ADMIN ]"),
        ("restricted-pod", "A container may run as root.", "runAsNonRoot: true, ", ""),
        ("restricted-pod", "A container runs as root.", "runAsUser: 1654", "runAsUser: 0"),
        ("restricted-pod", "A container has no seccomp profile.", "type: RuntimeDefault", "type: Unconfined"),
        ("restricted-pod", "A container takes a port of its node.", "containerPort: 8080", "containerPort: 8080, hostPort: 80"),
        ("restricted-pod", "A container can write to its root.", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
        ("service-account-token", "The pod mounts the token of its service account.", "automountServiceAccountToken: false", "automountServiceAccountToken: true"),
        ("service-account-token", "The pod mounts the token of its service account.", "automountServiceAccountToken: false", "serviceAccountName: cart"),
        ("labels", "The object has no label app.kubernetes.io/name or app.kubernetes.io/part-of.", "{ name: cart, labels: { app.kubernetes.io/name: cart, ", "{ name: cart, labels: { "),
        ("labels", "The pods have no label app.kubernetes.io/name or app.kubernetes.io/part-of.", "metadata: { labels: { app.kubernetes.io/name: cart, app.kubernetes.io/part-of: otelshop } }\n    spec", "metadata: {}\n    spec"),
    ];

    private static readonly (string Old, string New)[] Allowed =
    [
        ("name: cart", "name: cart"),
        (":20261129133000-0123456789ab", "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        (":20261129133000-0123456789ab", ":pr-7-0123456"),
        ("drop: [ ALL ]", "drop: [ ALL ], add: [ NET_BIND_SERVICE ]"),
        ("      automountServiceAccountToken", "      restartPolicy: OnFailure\n      automountServiceAccountToken"),
        ("busybox:1.37.0", "busybox@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        ("docker.io/library/busybox:1.37.0", "cr.l5d.io/linkerd/proxy:edge-25.9.4"),
        ("      containers:\n", """
                  containers:
                    - name: istio-proxy
                      image: docker.io/istio/proxyv2:1.27.1
                      readinessProbe: { httpGet: { port: 15021 } }
                      resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { cpu: 500m, memory: 128Mi } }
                      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }

            """),
        ("kind: Deployment", "kind: Service"),
    ];

    [Fact]
    public async Task Each_demand_refuses_what_breaks_it_and_nothing_else()
    {
        var policies = await renders.BuildAsync(Path.Combine("policies", "admission", "base"));
        var denied = await PolicyCheck.DeniedAsync(policies, [.. Refused.Select((change, index) => Changed(change.Old, change.New).Entry($"{index}"))]);

        Assert.Equal(Refused.Select((change, index) => $"{index}: Deployment/cart: otelshop-{change.Policy}: {change.Message}").Order(StringComparer.Ordinal), denied.Order(StringComparer.Ordinal));
        Assert.Equal(
            policies.SelectMany(policy => policy.Spec.Items("validations").Select(demand => (policy.Name, demand.Text("message")!))).Order(),
            Refused.Select(change => ($"otelshop-{change.Policy}", change.Message)).Distinct().Order());
    }

    [Fact]
    public async Task What_keeps_the_rules_is_admitted() => Assert.Empty(await PolicyCheck.DeniedAsync(
        await renders.BuildAsync(Path.Combine("policies", "admission", "base")), [.. Allowed.Select((change, index) => Changed(change.Old, change.New).Entry($"{index}"))]));

    [Fact]
    public async Task Pods_of_every_kind_and_containers_for_debugging_are_found()
    {
        var deployment = Changed("otelshop.azurecr.io/", "example.com/");
        var pod = PolicyCheck.PodOf(Workload.Of([deployment]).Single());
        var debugged = PolicyCheck.PodOf(Workload.Of([Changed("volumes:", "ephemeralContainers: [ { name: debug, image: example.com/shell:1.0, securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } } } ]\n      volumes:")]).Single());
        var scheduled = KubernetesObject.Parse($$"""{ apiVersion: batch/v1, kind: CronJob, metadata: { name: cart }, spec: { jobTemplate: { spec: { template: {{deployment.Spec.At("template")!.ToJsonString()}} } } } }""").Single();
        var policies = (await renders.BuildAsync(Path.Combine("policies", "admission", "base"))).Where(policy => policy.Name == "otelshop-image-registry");

        var denied = await PolicyCheck.DeniedAsync(policies, [deployment.Entry(""), pod.Entry(""), debugged.Entry(""), scheduled.Entry("")]);

        Assert.Equal(["Deployment/cart", "Pod/cart", "Pod/cart", "CronJob/cart"], denied.Select(finding => finding.Split(": ")[1]));
    }

    [Theory]
    [InlineData("c.image.startsWith(name", "c.image.startsWit(name", "otelshop-image-registry: ")]
    [InlineData("c.image.startsWith(name", "c.picture.startsWith(name", ": Deployment/cart: otelshop-image-registry: cannot be evaluated")]
    public async Task An_expression_that_an_engine_cannot_evaluate_is_named(string old, string replacement, string finding)
    {
        var policy = (await renders.BuildAsync(Path.Combine("policies", "admission", "base"))).Single(item => item.Name == "otelshop-image-registry").Json.ToJsonString();
        Assert.Contains(old, policy, StringComparison.Ordinal);

        Assert.StartsWith(finding, Assert.Single(await PolicyCheck.DeniedAsync(KubernetesObject.Parse(policy.Replace(old, replacement, StringComparison.Ordinal)), [Changed("", "").Entry("")])), StringComparison.Ordinal);
    }

    private static KubernetesObject Changed(string old, string replacement)
    {
        var at = Admitted.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The manifest does not contain {old}.");
        return KubernetesObject.Parse(Admitted[..at] + replacement + Admitted[(at + old.Length)..]).Single();
    }
}
