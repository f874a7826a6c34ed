using System.Diagnostics;
using OtelShop.Testing.Backing;

namespace OtelShop.KafkaDev.Tests;

/// <summary>kcat is a client of another project.</summary>
public sealed class KcatTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task Kcat_is_told_the_broker_at_the_chosen_port()
    {
        var output = await KcatAsync("", "-L");

        Assert.Contains($"broker 1 at 127.0.0.1:{broker.Port}", output, StringComparison.Ordinal);
        Assert.Contains("topic \"orders\" with 1 partitions", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kcat_reads_what_kcat_wrote()
    {
        await KcatAsync("key:value\n", "-P", "-t", "own", "-K", ":", "-H", "trace=abc");

        var output = await KcatAsync("", "-C", "-t", "own", "-o", "beginning", "-c", "1", "-f", "%k %s %h");

        Assert.Equal("key value trace=abc", output.Trim());
    }

    [Fact]
    public async Task Confluents_client_reads_what_kcat_wrote()
    {
        await KcatAsync("from kcat\n", "-P", "-t", "mixed");
        using var consumer = Clients.Consumer(broker.BootstrapServers, "mixed");

        Assert.Equal("from kcat", consumer.Next().Text());
    }

    [Fact]
    public async Task Kcat_in_a_group_reads_what_Confluents_client_wrote()
    {
        using var producer = Clients.Producer(broker.BootstrapServers);
        await producer.ProduceAsync("grouped", Clients.Message("k", "from Confluent"));

        var output = await KcatAsync("", "-G", "kcat-readers", "-o", "beginning", "-c", "1", "-X", "auto.offset.reset=earliest", "grouped");

        Assert.Equal("from Confluent", output.Trim());
    }

    private async Task<string> KcatAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("kcat", ["-q", "-b", broker.BootstrapServers, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"kcat ended with {process.ExitCode}: {output}");
    }
}
