using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>PostgreSQL, Valkey and Kafka for the home <c>standalone</c>: one hardened pod each, with a volume and an exporter of its metrics.</summary>
internal sealed class BackingObjects(ObjectList list, ShopModel shop, Variant variant)
{
    private const string Data = "data";
    private const long OfficialImagesUser = 999;
    private const long KafkaUser = 1000;
    private const int KafkaPartitions = 3;

    public void Add()
    {
        foreach (var backing in shop.Backing)
        {
            list.Add(new V1ServiceAccount { AutomountServiceAccountToken = false }, backing.Name);
            switch (backing)
            {
                case PostgresService postgres:
                    AddPostgres(postgres);
                    break;
                case ValkeyService valkey:
                    AddValkey(valkey);
                    break;
                case KafkaService kafka:
                    AddKafka(kafka);
                    break;
            }

            list.Add(Service(backing), backing.Name);
        }
    }

    private void AddPostgres(PostgresService postgres)
    {
        const string Folder = "/var/lib/postgresql";
        list.Add(
            new V1ConfigMap { Data = new Dictionary<string, string> { ["databases.sql"] = DatabaseScript.Of(postgres) } },
            postgres.Name);
        var container = new V1Container
        {
            Image = "docker.io/library/postgres:17.6",
            Args = ["-c", "max_connections=800", "-c", "shared_buffers=128MB"],
            Env =
            [
                new V1EnvVar { Name = "PGDATA", Value = $"{Folder}/data/pgdata" },
                Secrets.Variable("POSTGRES_PASSWORD", postgres.PasswordParameter),
                .. postgres.Logins.Select(login => Secrets.Variable(ValueReader.VariableOf(login.Password.Name), login.Password.Name)),
            ],
            ReadinessProbe = Exec(5, "pg_isready", "--username=postgres", "--host=127.0.0.1"),
            LivenessProbe = Exec(10, "pg_isready", "--username=postgres", "--host=127.0.0.1"),
            StartupProbe = Startup(postgres.Port),
            Resources = PodDefaults.Resources("250m", "2", "384Mi", "1Gi"),
            VolumeMounts =
            [
                new V1VolumeMount { Name = Data, MountPath = $"{Folder}/data" },
                new V1VolumeMount { Name = "run", MountPath = "/var/run/postgresql" },
                new V1VolumeMount { Name = "databases", MountPath = "/docker-entrypoint-initdb.d", ReadOnlyProperty = true },
            ],
        };
        AddStatefulSet(
            postgres, container, OfficialImagesUser, "10Gi",
            new V1Volume { Name = "run", EmptyDir = new V1EmptyDirVolumeSource() },
            new V1Volume { Name = "databases", ConfigMap = new V1ConfigMapVolumeSource { Name = postgres.Name } });
    }

    private void AddValkey(ValkeyService valkey)
    {
        var password = ValueReader.VariableOf(valkey.PasswordParameter);
        var container = new V1Container
        {
            Image = "docker.io/valkey/valkey:8.1",
            Command = ["valkey-server"],
            Args = ["--requirepass", $"$({password})", "--appendonly", "yes", "--save", "", "--dir", "/data", "--maxmemory", "192mb", "--maxmemory-policy", "noeviction"],
            Env = [Secrets.Variable(password, valkey.PasswordParameter)],
            ReadinessProbe = Tcp(valkey.Port, 5),
            LivenessProbe = Tcp(valkey.Port, 10),
            StartupProbe = Startup(valkey.Port),
            Resources = PodDefaults.Resources("50m", "500m", "96Mi", "256Mi"),
            VolumeMounts = [new V1VolumeMount { Name = Data, MountPath = "/data" }],
        };
        AddStatefulSet(valkey, container, OfficialImagesUser, "1Gi");
    }

    // One broker in KRaft mode, which is also its controller.
    private void AddKafka(KafkaService kafka)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["KAFKA_NODE_ID"] = "1",
            ["KAFKA_PROCESS_ROLES"] = "broker,controller",
            ["KAFKA_CONTROLLER_QUORUM_VOTERS"] = "1@localhost:9093",
            ["KAFKA_CONTROLLER_LISTENER_NAMES"] = "CONTROLLER",
            ["KAFKA_LISTENERS"] = $"PLAINTEXT://:{kafka.Port},LOCAL://{BackingExporters.KafkaListener},CONTROLLER://localhost:9093",
            ["KAFKA_ADVERTISED_LISTENERS"] = $"PLAINTEXT://{kafka.Name}.{variant.Namespace}:{kafka.Port},LOCAL://{BackingExporters.KafkaListener}",
            ["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,LOCAL:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            ["KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"] = "1",
            ["KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR"] = "1",
            ["KAFKA_TRANSACTION_STATE_LOG_MIN_ISR"] = "1",
            ["KAFKA_NUM_PARTITIONS"] = $"{KafkaPartitions}",
            ["KAFKA_LOG_DIRS"] = "/var/lib/kafka/data/logs",
            ["KAFKA_HEAP_OPTS"] = "-Xms256m -Xmx384m",
        };
        list.Add(new V1ConfigMap { Data = settings }, kafka.Name);
        var container = new V1Container
        {
            Image = "docker.io/apache/kafka:4.1.0",
            EnvFrom = [new V1EnvFromSource { ConfigMapRef = new V1ConfigMapEnvSource { Name = kafka.Name } }],
            ReadinessProbe = Tcp(kafka.Port, 5),
            LivenessProbe = Tcp(kafka.Port, 10),
            StartupProbe = Startup(kafka.Port),
            Resources = PodDefaults.Resources("250m", "2", "640Mi", "1Gi"),
            VolumeMounts =
            [
                new V1VolumeMount { Name = Data, MountPath = "/var/lib/kafka/data" },
                // The start script writes its settings and logs beside the program.
                new V1VolumeMount { Name = "config", MountPath = "/opt/kafka/config" },
                new V1VolumeMount { Name = "logs", MountPath = "/opt/kafka/logs" },
            ],
        };
        AddStatefulSet(
            kafka, container, KafkaUser, "10Gi",
            new V1Volume { Name = "config", EmptyDir = new V1EmptyDirVolumeSource() },
            new V1Volume { Name = "logs", EmptyDir = new V1EmptyDirVolumeSource() });
    }

    private void AddStatefulSet(BackingService backing, V1Container container, long user, string size, params V1Volume[] volumes)
    {
        container.Ports = [new V1ContainerPort { Name = "tcp", ContainerPort = backing.Port, Protocol = "TCP" }];
        var pod = PodDefaults.Spec(backing.Name, PriorityClasses.Of(isCritical: true), user, container);
        var exporter = PodDefaults.Hardened($"{backing.Name}-exporter", BackingExporters.Of(backing));
        pod.Containers.Add(exporter);
        pod.TerminationGracePeriodSeconds = 60;
        pod.Volumes = [.. pod.Volumes, .. volumes];
        if (BackingExporters.PasswordOf(backing) is { } parameter)
            Secrets.Mount(parameter, exporter, pod);
        list.Add(
            new V1StatefulSet
            {
                Spec = new V1StatefulSetSpec
                {
                    Replicas = 1,
                    ServiceName = backing.Name,
                    Selector = new V1LabelSelector { MatchLabels = Labels.Selector(backing.Name) },
                    Template = new V1PodTemplateSpec { Metadata = MeshObjects.PodMetadata(backing.Name, variant.Mesh), Spec = pod },
                    VolumeClaimTemplates = [PodDefaults.Claim(Data, size)],
                },
            },
            backing.Name);
    }

    private static V1Service Service(BackingService backing) => new()
    {
        Spec = new V1ServiceSpec
        {
            Type = "ClusterIP",
            Selector = Labels.Selector(backing.Name),
            Ports = [new V1ServicePort { Name = "tcp", Port = backing.Port, TargetPort = "tcp", Protocol = "TCP", AppProtocol = "tcp" }],
        },
    };

    private static V1Probe Startup(int port) => new() { TcpSocket = new V1TCPSocketAction { Port = port }, PeriodSeconds = 2, TimeoutSeconds = 3, FailureThreshold = 60 };

    private static V1Probe Tcp(int port, int periodSeconds) => new() { TcpSocket = new V1TCPSocketAction { Port = port }, PeriodSeconds = periodSeconds, TimeoutSeconds = 3, FailureThreshold = 3 };

    private static V1Probe Exec(int periodSeconds, params string[] command) =>
        new() { Exec = new V1ExecAction { Command = command }, PeriodSeconds = periodSeconds, TimeoutSeconds = 3, FailureThreshold = 3 };
}
