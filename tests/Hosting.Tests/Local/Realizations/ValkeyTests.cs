using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.Tests.Local.Realizations;

public sealed class ValkeyTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        await using var host = Host();
        await host.StartAsync();
        await host.Healthy("valkey");

        Assert.StartsWith("-NOAUTH", await Ask(host, "PING"));
    }

    [Fact]
    public async Task Carts_outlive_the_host_when_they_have_a_volume()
    {
        await using (var first = Host())
        {
            await first.StartAsync();
            await first.Healthy("valkey");
            await Ask(first, $"AUTH {await Password(first)}", "SET cart telescope");
        }

        await using var second = Host();
        await second.StartAsync();
        await second.Healthy("valkey");

        Assert.Equal("telescope", await Ask(second, $"AUTH {await Password(second)}", "GET cart"));
    }

    public void Dispose() => _scratch.Dispose();

    private LocalHost Host()
    {
        var host = new LocalHost(_scratch);
        host.Builder.AddValkey("valkey").WithDataVolume();
        return host;
    }

    private static ValkeyResource Server(LocalHost host) => host.Builder.Resources.OfType<ValkeyResource>().Single();

    private static async Task<string> Password(LocalHost host) => (await Server(host).PasswordParameter!.GetValueAsync(CancellationToken.None))!;

    /// <summary>The last line of the answer to the last command.</summary>
    private static async Task<string> Ask(LocalHost host, params string[] commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server(host).PrimaryEndpoint.Host, Server(host).PrimaryEndpoint.Port);
        using var reader = new StreamReader(client.GetStream());
        var answer = "";
        foreach (var command in commands)
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
            answer = (await reader.ReadLineAsync())!;
            if (answer.StartsWith('$'))
                answer = (await reader.ReadLineAsync())!;
        }

        return answer;
    }
}
