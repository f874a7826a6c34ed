using System.Diagnostics;
using Confluent.Kafka;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Producing with trace context.</summary>
public static class KafkaProducerExtensions
{
    /// <summary>
    /// Sends a message within a producer span and puts <c>traceparent</c>, <c>tracestate</c> and <c>baggage</c> into its headers, so that the
    /// consumer's span joins the trace. Completes when all replicas have the message.
    /// </summary>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <typeparam name="TValue">Type of the value.</typeparam>
    /// <param name="producer">The producer.</param>
    /// <param name="topic">Where to.</param>
    /// <param name="message">What; its headers are added to.</param>
    /// <param name="cancellationToken">Ends the waiting; the message may still be sent.</param>
    /// <returns>Where the message went.</returns>
    /// <exception cref="ProduceException{TKey,TValue}">The broker refused the message or did not answer in time.</exception>
    public static async Task<DeliveryResult<TKey, TValue>> ProduceTracedAsync<TKey, TValue>(
        this IProducer<TKey, TValue> producer, string topic, Message<TKey, TValue> message, CancellationToken cancellationToken = default)
    {
        using var activity = KafkaTelemetry.StartPublish(topic, producer.Name);
        message.Headers ??= [];
        // Without a listener for this source, the caller's own span is the best parent there is.
        KafkaPropagation.Inject(activity ?? Activity.Current, message.Headers);
        var started = Stopwatch.GetTimestamp();
        string? failure = null;
        try
        {
            var result = await producer.ProduceAsync(topic, message, cancellationToken);
            KafkaTelemetry.Published(activity, result);
            return result;
        }
        catch (Exception error) when (error is KafkaException or OperationCanceledException)
        {
            failure = error is KafkaException kafka ? kafka.Error.Code.ToString() : error.GetType().FullName;
            KafkaTelemetry.Failed(activity, error);
            throw;
        }
        finally
        {
            KafkaTelemetry.PublishEnded(topic, Stopwatch.GetElapsedTime(started), failure);
        }
    }
}
