using System.Runtime.InteropServices;

namespace OtelShop.KafkaDev;

/// <summary>The functions of librdkafka that make its mock cluster.</summary>
internal static partial class Librdkafka
{
    public const string Library = "librdkafka";
    public const int Producer = 0;

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint NewConfiguration();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Configure(nint configuration, string name, string value, [Out] byte[] error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewHandle(int type, nint configuration, [Out] byte[] error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    public static partial void DestroyHandle(nint handle);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint NewCluster(nint handle, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void DestroyCluster(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateTopic(nint cluster, string topic, int partitions, int replicationFactor);
}
