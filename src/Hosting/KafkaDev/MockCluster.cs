using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace OtelShop.KafkaDev;

/// <summary>A single-broker mock cluster of librdkafka on a chosen port.</summary>
/// <remarks>
/// The mock always binds a free port of 127.0.0.1 and advertises it. This class intercepts its call of bind(2): the mock's socket becomes a
/// duplicate of a socket that already listens on the chosen port, and the mock reads its port from that.
/// </remarks>
internal sealed partial class MockCluster : IDisposable
{
    private const int Backlog = 256;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private nint _handle;
    private nint _cluster;

    private delegate int Bind(int socket, nint address, uint addressLength);

    private MockCluster()
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <param name="port">Port; zero takes any free one.</param>
    /// <param name="topics">Topics created at start; others are created with four partitions on first use.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    /// <exception cref="InvalidOperationException">librdkafka could not create the cluster or a topic.</exception>
    public static MockCluster Start(int port, IEnumerable<TopicSpec> topics)
    {
        var cluster = new MockCluster();
        try
        {
            cluster._listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            cluster.Open();
            foreach (var topic in topics)
                cluster.Create(topic);
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_cluster != 0)
            Librdkafka.DestroyCluster(_cluster);
        if (_handle != 0)
            Librdkafka.DestroyHandle(_handle);
        (_cluster, _handle) = (0, 0);
        _listener.Dispose();
    }

    private void Open()
    {
        var error = new byte[512];
        var configuration = Librdkafka.NewConfiguration();
        // The handle of the mock is a client without a broker, which would log an error on every start.
        Librdkafka.Configure(configuration, "log_level", "3", error, (nuint)error.Length);
        _handle = Librdkafka.NewHandle(Librdkafka.Producer, configuration, error, (nuint)error.Length);
        if (_handle == 0)
            throw new InvalidOperationException(Encoding.UTF8.GetString(error).TrimEnd('\0'));

        Bind bind = (socket, _, _) => Duplicate((int)_listener.Handle, socket) < 0 ? -1 : 0;
        ImportTable.Replace(Librdkafka.Load(), "bind", Marshal.GetFunctionPointerForDelegate(bind));
        _cluster = Librdkafka.NewCluster(_handle, brokers: 1);
        GC.KeepAlive(bind);
        if (_cluster == 0)
            throw new InvalidOperationException("librdkafka could not create its mock cluster.");
        // The mock's backlog of five is too small when all services connect at once.
        _listener.Listen(Backlog);
    }

    private void Create(TopicSpec topic)
    {
        var error = Librdkafka.CreateTopic(_cluster, topic.Name, topic.Partitions, replicationFactor: 1);
        if (error != 0)
            throw new InvalidOperationException($"Topic '{topic.Name}' could not be created: librdkafka error {error}.");
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int existing, int replaced);
}
