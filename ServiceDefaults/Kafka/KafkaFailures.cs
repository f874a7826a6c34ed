using System.Net.Sockets;
using Confluent.Kafka;
using Grpc.Core;
using Npgsql;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Distinguishes outages from failures that a message may cause.</summary>
internal static class KafkaFailures
{
    // Classes of SQLSTATE that say nothing about the data: connection, transaction state, access, missing database or table, resources, operator, system.
    private static readonly string[] OutageClasses = ["08", "25", "28", "3D", "3F", "40", "42", "53", "55", "57", "58"];

    /// <summary>Whether any other message would fail alike, so that giving this one up would not help the next.</summary>
    public static bool IsOutage(this Exception? error) => error switch
    {
        null => false,
        PostgresException postgres => postgres.IsTransient || OutageClasses.Contains(postgres.SqlState[..2]),
        RpcException rpc => rpc.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled,
        UnavailableException or KafkaException or HttpRequestException or SocketException or TimeoutException or OperationCanceledException => true,
        _ => error.IsDatabaseUnavailable() || error.InnerException.IsOutage(),
    };
}
