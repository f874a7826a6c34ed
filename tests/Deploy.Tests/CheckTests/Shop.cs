namespace OtelShop.Deploy.Tests.CheckTests;

/// <summary>Manifests without a fault: a frontend that calls a cart. Tests change one line of them.</summary>
internal static class Shop
{
    private const string Manifests = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart, namespace: shop }
        spec:
          selector: { matchLabels: { app: cart } }
          template:
            metadata: { labels: { app: cart } }
            spec:
              serviceAccountName: cart
              securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: RuntimeDefault } }
              containers:
                - name: cart
                  image: otelshop/cart
                  ports: [ { name: grpc, containerPort: 8080 } ]
                  env:
                    - { name: REDIS_PASSWORD, valueFrom: { secretKeyRef: { name: valkey, key: password } } }
                    - { name: REDIS, value: "valkey:6379,password=$(REDIS_PASSWORD)" }
                    - { name: LOG_LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }
                  startupProbe: { grpc: { port: 8080 } }
                  readinessProbe: { grpc: { port: 8080 } }
                  livenessProbe: { grpc: { port: 8080 } }
                  resources: { requests: { cpu: 100m, memory: 128Mi } }
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ ALL ] } }
                  volumeMounts: [ { name: scratch, mountPath: /tmp } ]
              volumes: [ { name: scratch, emptyDir: {} } ]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart, namespace: shop }
        spec:
          selector: { app: cart }
          ports: [ { name: grpc, port: 8080, targetPort: grpc, appProtocol: kubernetes.io/h2c } ]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: frontend, namespace: shop }
        spec:
          replicas: 2
          selector: { matchLabels: { app: frontend } }
          template:
            metadata: { labels: { app: frontend } }
            spec:
              securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
              containers:
                - name: frontend
                  image: otelshop/frontend
                  ports: [ { name: http, containerPort: 8080 } ]
                  startupProbe: { httpGet: { port: http } }
                  readinessProbe: { httpGet: { port: http } }
                  livenessProbe: { httpGet: { port: http } }
                  resources: { requests: { cpu: 100m, memory: 128Mi } }
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ ALL ] } }
        ---
        { apiVersion: v1, kind: ServiceAccount, metadata: { name: cart, namespace: shop } }
        ---
        { apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { level: Information } }
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: { name: valkey, namespace: shop }
        spec: { data: [ { secretKey: password, remoteRef: { key: valkey } } ] }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: cart, namespace: shop }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
          minReplicas: 2
          maxReplicas: 10
          metrics: [ { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } } ]
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: cart, namespace: shop }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: cart } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: default-deny, namespace: shop }
        spec: { podSelector: {}, policyTypes: [ Ingress, Egress ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cart, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: cart } }
          policyTypes: [ Ingress, Egress ]
          ingress: [ { from: [ { podSelector: { matchLabels: { app: frontend } } } ], ports: [ { port: grpc } ] } ]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: frontend, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: frontend } }
          policyTypes: [ Ingress, Egress ]
          egress:
            - { to: [ { podSelector: { matchLabels: { app: cart } } } ], ports: [ { port: 8080 } ] }
            - to: [ { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } } ]
              ports: [ { port: 53, protocol: UDP }, { port: 53, protocol: TCP } ]
            - { to: [ { ipBlock: { cidr: 203.0.113.0/24, except: [ 203.0.113.128/25 ] } } ], ports: [ { port: 5432, endPort: 5433 } ] }
        """;

    public static IReadOnlyList<KubernetesObject> Objects { get; } = KubernetesObject.Parse(Manifests);

    /// <summary>The same with the first occurrence of a text replaced.</summary>
    public static IReadOnlyList<KubernetesObject> With(string old, string replacement)
    {
        var at = Manifests.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The manifests do not contain {old}.");
        return KubernetesObject.Parse(Manifests[..at] + replacement + Manifests[(at + old.Length)..]);
    }

    public static IReadOnlyList<KubernetesObject> And(string manifest) => [.. Objects, .. KubernetesObject.Parse(manifest)];
}
