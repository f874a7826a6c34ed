using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Kafka;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Kafka producers and consumers. None of them needs the broker to be there when the service starts.</summary>
public static class KafkaBuilderExtensions
{
    // Settings of librdkafka by their names in ClientConfig, such as SecurityProtocol and SaslPassword: brokers outside of a laptop want TLS and a login.
    private const string ClientSection = "Kafka:Client";

    /// <summary>
    /// Adds an <see cref="IProducer{TKey,TValue}"/> that waits for the acknowledgement of all replicas, and a health check. Protobuf messages
    /// are serialized without further ado. Produce through <see cref="KafkaProducerExtensions.ProduceTracedAsync"/> for trace context.
    /// </summary>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <typeparam name="TValue">Type of the value.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Read from <c>ConnectionStrings:{connectionName}</c>: <c>host:port,...</c></param>
    /// <param name="configure">Changes settings of librdkafka.</param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static void AddKafkaProducer<TKey, TValue>(this IHostApplicationBuilder builder, string connectionName, Action<ProducerConfig>? configure = null)
    {
        builder.AddKafkaConnection(connectionName);
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<KafkaConnection>(connectionName).CreateProducer<TKey, TValue>(configure));
    }

    /// <summary>
    /// Adds a member of a consumer group: <typeparamref name="THandler"/> gets each message of the topic in the order of its partition, at least
    /// once. A message that cannot be parsed, that the handler rejects, or that fails <see cref="KafkaConsumerOptions.MaximumAttempts"/> times
    /// goes to the topic <c>{topic}.dead-letter</c>. Outages, such as of the database, are retried without limit.
    /// </summary>
    /// <typeparam name="TMessage">What values are parsed as.</typeparam>
    /// <typeparam name="THandler">Handles them; created by the container in a scope per message.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Read from <c>ConnectionStrings:{connectionName}</c>: <c>host:port,...</c></param>
    /// <param name="topic">The topic.</param>
    /// <param name="groupId">The group; its committed offsets say where a restarted service goes on. A new group reads from the beginning.</param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static void AddKafkaMessageHandler<TMessage, THandler>(this IHostApplicationBuilder builder, string connectionName, string topic, string groupId)
        where TMessage : IMessage<TMessage>, new()
        where THandler : class, IKafkaMessageHandler<TMessage> =>
        builder.AddConsumer<TMessage, THandler>(connectionName, new KafkaSubscription(topic, groupId));

    /// <summary>
    /// Adds a reader without a group, for what a service keeps in memory: every start and every replica reads the whole topic again and then
    /// follows it. Nothing is committed; a message that cannot be parsed is skipped. Without its broker the service is degraded, not unhealthy.
    /// </summary>
    /// <typeparam name="TMessage">What values are parsed as.</typeparam>
    /// <typeparam name="THandler">Handles them; created by the container in a scope per message.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Read from <c>ConnectionStrings:{connectionName}</c>: <c>host:port,...</c></param>
    /// <param name="topic">The topic. Partitions that it gets later are read after the next start.</param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static void AddKafkaTopicReader<TMessage, THandler>(this IHostApplicationBuilder builder, string connectionName, string topic)
        where TMessage : IMessage<TMessage>, new()
        where THandler : class, IKafkaMessageHandler<TMessage> =>
        builder.AddConsumer<TMessage, THandler>(connectionName, new KafkaSubscription(topic, GroupId: null), HealthStatus.Degraded);

    private static void AddConsumer<TMessage, THandler>(this IHostApplicationBuilder builder, string connectionName, KafkaSubscription subscription, HealthStatus whenAway = HealthStatus.Unhealthy)
        where TMessage : IMessage<TMessage>, new()
        where THandler : class, IKafkaMessageHandler<TMessage>
    {
        builder.AddKafkaConnection(connectionName, whenAway);
        builder.Services.AddScoped<THandler>();
        builder.Services.AddOptions<KafkaConsumerOptions>().BindConfiguration(KafkaConsumerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddKeyedSingleton(subscription, (services, _) => ActivatorUtilities.CreateInstance<KafkaDeadLetters>(
            services, subscription, services.GetRequiredKeyedService<KafkaConnection>(connectionName)));
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<KafkaConsumerLoop<TMessage, THandler>>(
            services,
            subscription,
            services.GetRequiredKeyedService<KafkaConnection>(connectionName),
            ActivatorUtilities.CreateInstance<KafkaMessageProcessor<TMessage, THandler>>(
                services, subscription, services.GetRequiredKeyedService<KafkaDeadLetters>(subscription))));
    }

    private static void AddKafkaConnection(this IHostApplicationBuilder builder, string connectionName, HealthStatus whenAway = HealthStatus.Unhealthy)
    {
        if (builder.Services.Any(service => service.IsKeyedService && service.ServiceType == typeof(KafkaConnection) && Equals(service.ServiceKey, connectionName)))
            return;
        var servers = builder.Configuration.GetRequiredConnectionString(connectionName);
        var client = builder.Environment.ApplicationName;
        builder.Services.AddOptions<ClientConfig>().BindConfiguration(ClientSection);
        builder.Services.AddKeyedSingleton(connectionName, (services, _) => ActivatorUtilities.CreateInstance<KafkaConnection>(services, new KafkaAddress(servers, client)));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            connectionName, services => new KafkaHealthCheck(services.GetRequiredKeyedService<KafkaConnection>(connectionName)), whenAway, null));
    }
}
