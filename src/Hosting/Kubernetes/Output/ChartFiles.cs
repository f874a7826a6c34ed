using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>The files of the chart that are no objects of the shop.</summary>
internal static class ChartFiles
{
    /// <summary>What Helm says after an installation.</summary>
    /// <param name="entrance">The workload that the gateway leads to.</param>
    public static string Notes(Workload entrance) => $$$"""
        The shop answers at {{ index .Values.gateway.hostnames 0 }} once the gateway has an address:

          kubectl -n {{ .Release.Namespace }} get gateway otelshop

        Without a gateway:

          kubectl -n {{ .Release.Namespace }} port-forward service/{{{entrance.Name}}} {{{entrance.Ports[0].Number}}}

        Place an order as a test:

          helm -n {{ .Release.Namespace }} test {{ .Release.Name }}

        """;

    public static string Chart(string version) => $"""
        # Written by publishing the app model; change AppHost/Program.cs instead.
        apiVersion: v2
        name: otelshop
        description: The OpenTelemetry demo shop in C#
        type: application
        version: {version}
        appVersion: "{version}"
        kubeVersion: ">=1.30.0-0"

        """;

    /// <summary>A pod that fills a cart and orders it, and the policy that lets it.</summary>
    /// <param name="entrance">The workload with upstream's JSON routes.</param>
    public static string OrderTest(Workload entrance)
    {
        var address = $"http://{entrance.Name}:{entrance.Ports[0].Number}";
        return $$$"""
            # Written by publishing the app model; change AppHost/Program.cs instead.
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: order-test
              namespace: {{ .Release.Namespace }}
              annotations:
                helm.sh/hook: test
                helm.sh/hook-weight: "-1"
                helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
            spec:
              podSelector:
                matchLabels:
                  app.kubernetes.io/name: order-test
              policyTypes:
                - Egress
              egress:
                - to:
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: {{{entrance.Name}}}
                  ports:
                    - protocol: TCP
                      port: {{{entrance.Ports[0].Number}}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: order-test-{{{entrance.Name}}}
              namespace: {{ .Release.Namespace }}
              annotations:
                helm.sh/hook: test
                helm.sh/hook-weight: "-1"
                helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
            spec:
              podSelector:
                matchLabels:
                  app.kubernetes.io/name: {{{entrance.Name}}}
              policyTypes:
                - Ingress
              ingress:
                - from:
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: order-test
                  ports:
                    - protocol: TCP
                      port: {{{entrance.Ports[0].Number}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: order-test
              namespace: {{ .Release.Namespace }}
              labels:
                app.kubernetes.io/name: order-test
                app.kubernetes.io/part-of: otelshop
              annotations:
                helm.sh/hook: test
                helm.sh/hook-delete-policy: before-hook-creation
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              enableServiceLinks: false
              securityContext:
                runAsNonRoot: true
                runAsUser: {{{SmokeTest.User}}}
                seccompProfile:
                  type: RuntimeDefault
              containers:
                - name: order
                  image: {{{SmokeTest.Image}}}
                  command:
                    - sh
                    - -ec
                    - |
                      {{{Indented(SmokeTest.Script)}}}
                  env:
                    - name: {{{SmokeTest.AddressVariable}}}
                      value: "{{{address}}}"
                  resources:
                    requests:
                      cpu: 10m
                      memory: 16Mi
                    limits:
                      cpu: 100m
                      memory: 32Mi
                  securityContext:
                    allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    capabilities:
                      drop:
                        - ALL

            """;
    }

    // Lines of the script stand below its first one in the template.
    private static string Indented(string script) => script.TrimEnd().ReplaceLineEndings("\n" + new string(' ', 10));
}
