using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OtelShop.KafkaDev;

var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 9092 };
var topics = new Option<string>("--topics") { Description = "Topics created at start: name:partitions,...", DefaultValueFactory = _ => "" };
var command = new RootCommand("An in-memory Kafka broker for a developer's machine. Not for production: nothing is stored.") { port, topics };
command.SetAction(async (arguments, _) =>
{
    // Handle signals before reporting ready; System.CommandLine registers its handler only after the first await.
    using var stop = new CancellationTokenSource();
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }

    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    try
    {
        using var cluster = MockCluster.Start(arguments.GetValue(port), TopicSpec.ParseList(arguments.GetValue(topics)!));
        Console.WriteLine($"KafkaDev listening on 127.0.0.1:{cluster.Port}");
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
    catch (Exception error) when (error is SocketException or FormatException or InvalidOperationException or ArgumentException or TypeLoadException or DllNotFoundException)
    {
        Console.Error.WriteLine($"KafkaDev cannot start: {Explain(error)}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

string Explain(Exception error) => error switch
{
    SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "the port is in use. Choose another with --port, or 0 for any.",
    DllNotFoundException => "the package librdkafka.redist has no library for this operating system.",
    _ => error.Message,
};
