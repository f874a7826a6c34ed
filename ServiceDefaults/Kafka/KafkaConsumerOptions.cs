using System.ComponentModel.DataAnnotations;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Retries of a message that a handler fails on. Bound from the section <c>Kafka:Consumer</c>.</summary>
public sealed class KafkaConsumerOptions
{
    internal const string Section = "Kafka:Consumer";

    /// <summary>Attempts before a message goes to the dead letters. Default 10. Attempts that fail by an outage do not count.</summary>
    [Range(1, 1_000)]
    public int MaximumAttempts { get; set; } = 10;

    /// <summary>Pause after the first failed attempt; each further pause is twice as long. Default 200 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause, and so the longest wait after an outage ends. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(2);

    internal TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, attempts - 1)));
}
