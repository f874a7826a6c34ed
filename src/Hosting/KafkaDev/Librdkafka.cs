using System.Runtime.InteropServices;

namespace OtelShop.KafkaDev;

/// <summary>Functions of librdkafka's mock cluster.</summary>
internal static partial class Librdkafka
{
    public const string Library = "librdkafka";
    public const int Producer = 0;

    // The build without Cyrus SASL, because the default build needs a library name that some systems lack.
    private const string WithoutSasl = "centos8-librdkafka";

    static Librdkafka() => NativeLibrary.SetDllImportResolver(typeof(Librdkafka).Assembly, static (name, _, _) => name == Library ? Load() : 0);

    /// <summary>The library, loaded once.</summary>
    /// <exception cref="DllNotFoundException">Neither build of the package can be loaded on this machine.</exception>
    public static nint Load() =>
        NativeLibrary.TryLoad(Library, typeof(Librdkafka).Assembly, null, out var library) ? library : NativeLibrary.Load(WithoutSasl, typeof(Librdkafka).Assembly, null);

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
