using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>A database server, cache or broker: a StatefulSet in the home <c>standalone</c>, a managed service in the home <c>azure</c>.</summary>
internal abstract record BackingService(string Name, int Port)
{
    /// <summary>Begins the names of its variables, such as <c>VALKEY_CART</c>.</summary>
    public string Prefix => Name.ToUpperInvariant().Replace('-', '_');

    public string HostVariable => $"{Prefix}_HOST";

    public string PortVariable => $"{Prefix}_PORT";

    /// <summary>What a connection string of Aspire's lacks: whether to use TLS.</summary>
    public virtual string Suffix => "";

    /// <summary>Secret parameters of its logins in the home <c>standalone</c>: in the home <c>azure</c> identities sign in.</summary>
    public virtual IEnumerable<string> Passwords => [];

    /// <summary>Variable that names the file of a client's password. Null when clients take it in their connection string.</summary>
    public virtual string? PasswordFileVariable => null;

    /// <summary>A connection string without the password, which the client reads from its file.</summary>
    public virtual string WithPasswordFile(string connection) => connection;

    public static BackingService? Of(IResource resource) => resource switch
    {
        PostgresServerResource server => new PostgresService(server),
        RedisResource cache => new ValkeyService(cache),
        KafkaServerResource broker => new KafkaService(broker),
        _ => null,
    };

    /// <summary>A connection string for the home <c>azure</c>: without the password of the home <c>standalone</c>, with the identity's name where it is the user.</summary>
    public virtual string WithIdentity(string connection, string identity) => connection;

    /// <summary>Variables that say where the service is.</summary>
    public abstract SortedDictionary<string, string> Config(KubernetesStage stage, KubernetesHome home);

    protected SortedDictionary<string, string> Address(string host, int port) => new(StringComparer.Ordinal)
    {
        [HostVariable] = host,
        [PortVariable] = $"{port}",
    };
}

internal sealed record PostgresService(PostgresServerResource Server) : BackingService(Server.Name, 5432)
{
    public IEnumerable<string> Databases => Server.Databases.Values.Order(StringComparer.Ordinal);

    /// <summary>Logins of databases that have a role of their own.</summary>
    public IReadOnlyList<DatabaseLogin> Logins => [.. Server.Annotations.OfType<DatabaseLogin>().OrderBy(login => login.Role, StringComparer.Ordinal)];

    /// <summary>Secret parameter of the administrator.</summary>
    public string PasswordParameter => Server.PasswordParameter.Name;

    public override IEnumerable<string> Passwords => [PasswordParameter, .. Logins.Select(login => login.Password.Name)];

    public override string PasswordFileVariable => "Postgres__PasswordFile";

    public override string Suffix => $";SSL Mode=$({Prefix}_SSL_MODE)";

    public override string WithPasswordFile(string connection) =>
        Passwords.Aggregate(connection, (text, parameter) => text.Replace($";Password=$({ValueReader.VariableOf(parameter)})", "", StringComparison.Ordinal));

    public override string WithIdentity(string connection, string identity) =>
        Logins.Select(login => (login.Role, Parameter: login.Password.Name)).Append((Role: "postgres", Parameter: PasswordParameter)).Aggregate(connection, (text, login) =>
            text.Replace($"Username={login.Role};Password=$({ValueReader.VariableOf(login.Parameter)})", $"Username={identity}", StringComparison.Ordinal));

    public override SortedDictionary<string, string> Config(KubernetesStage stage, KubernetesHome home)
    {
        var config = home is KubernetesHome.Azure ? Address($"{stage.Namespace}-{Name}.postgres.database.azure.com", Port) : Address(Name, Port);
        config[$"{Prefix}_SSL_MODE"] = home is KubernetesHome.Azure ? "VerifyFull" : "Disable";
        return config;
    }
}

internal sealed record ValkeyService(RedisResource Cache) : BackingService(Cache.Name, 6379)
{
    // Azure Managed Redis; Azure Cache for Redis cannot be created any more.
    public const int AzurePort = 10000;

    public string PasswordParameter => Cache.PasswordParameter!.Name;

    public override IEnumerable<string> Passwords => [PasswordParameter];

    public override string PasswordFileVariable => "Redis__PasswordFile";

    public override string Suffix => $",ssl=$({Prefix}_SSL)";

    // Services read their user name there, an object id, from their token.
    public override string WithIdentity(string connection, string identity) => WithPasswordFile(connection);

    public override string WithPasswordFile(string connection) =>
        connection.Replace($",password=$({ValueReader.VariableOf(PasswordParameter)})", "", StringComparison.Ordinal);

    public override SortedDictionary<string, string> Config(KubernetesStage stage, KubernetesHome home)
    {
        var config = home is KubernetesHome.Azure ? Address($"{stage.Namespace}-{Name}.redis.azure.net", AzurePort) : Address(Name, Port);
        config[$"{Prefix}_SSL"] = home is KubernetesHome.Azure ? "true" : "false";
        return config;
    }
}

internal sealed record KafkaService(KafkaServerResource Broker) : BackingService(Broker.Name, 9092)
{
    public const int AzurePort = 9093;

    public override SortedDictionary<string, string> Config(KubernetesStage stage, KubernetesHome home)
    {
        if (home is KubernetesHome.Standalone)
            return Address(Name, Port);
        var config = Address($"{stage.Namespace}-{Name}.servicebus.windows.net", AzurePort);
        config["Kafka__Client__SecurityProtocol"] = "SaslSsl";
        config["Kafka__Client__SaslMechanism"] = "OAuthBearer";
        return config;
    }
}
