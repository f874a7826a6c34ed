using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Prometheus' exporters of PostgreSQL, Valkey and Kafka, each beside its server in one pod: it connects by the loopback address, and no other pod needs the
/// password. Dashboards and rules read the same metrics on developers' machines.
/// </summary>
internal static class BackingExporters
{
    /// <summary>Name of the port that Prometheus scrapes.</summary>
    public const string PortName = "metrics";

    /// <summary>Listener of the broker that only its own pod reaches: clients of the others are sent to the Service.</summary>
    public const string KafkaListener = "localhost:9094";

    /// <summary>Key of the Secret of a cache with its password in the form of the exporter: JSON by address.</summary>
    public const string ValkeyPasswords = "exporter.json";

    /// <summary>Address of a cache for its exporter.</summary>
    public static string AddressOf(ValkeyService valkey) => $"redis://localhost:{valkey.Port}";

    /// <summary>Secret parameter whose Secret the exporter reads as a file. Null: it signs in to nothing.</summary>
    public static string? PasswordOf(BackingService backing) => backing switch
    {
        PostgresService postgres => postgres.PasswordParameter,
        ValkeyService valkey => valkey.PasswordParameter,
        _ => null,
    };

    /// <summary>Port of the exporter of a server.</summary>
    public static int PortOf(BackingService backing) => backing switch
    {
        PostgresService => 9187,
        ValkeyService => 9121,
        _ => 9308,
    };

    /// <summary>The exporter's container. It is ready without its server: it listens all the same.</summary>
    public static V1Container Of(BackingService backing)
    {
        var container = backing switch
        {
            PostgresService postgres => new V1Container
            {
                Image = "quay.io/prometheuscommunity/postgres-exporter:v0.18.1",
                Env =
                [
                    new V1EnvVar { Name = "DATA_SOURCE_URI", Value = $"localhost:{postgres.Port}/postgres?sslmode=disable" },
                    new V1EnvVar { Name = "DATA_SOURCE_USER", Value = "postgres" },
                    new V1EnvVar { Name = "DATA_SOURCE_PASS_FILE", Value = Secrets.FileOf(postgres.PasswordParameter) },
                ],
            },
            ValkeyService valkey => new V1Container
            {
                Image = "docker.io/oliver006/redis_exporter:v1.74.0",
                Env =
                [
                    new V1EnvVar { Name = "REDIS_ADDR", Value = AddressOf(valkey) },
                    new V1EnvVar { Name = "REDIS_PASSWORD_FILE", Value = Secrets.FileOf(valkey.PasswordParameter, ValkeyPasswords) },
                ],
            },
            _ => new V1Container
            {
                Image = "docker.io/danielqsj/kafka-exporter:v1.9.0",
                // Brokers since 4.0 refuse the protocol of 2.0, its default.
                Args = [$"--kafka.server={KafkaListener}", "--kafka.version=3.0.0"],
            },
        };
        var port = PortOf(backing);
        container.Ports = [new V1ContainerPort { Name = PortName, ContainerPort = port, Protocol = "TCP" }];
        container.ReadinessProbe = container.LivenessProbe = new V1Probe { TcpSocket = new V1TCPSocketAction { Port = port }, PeriodSeconds = 30, TimeoutSeconds = 3, FailureThreshold = 3 };
        container.Resources = PodDefaults.Resources("10m", "100m", "24Mi", "64Mi");
        return container;
    }
}
