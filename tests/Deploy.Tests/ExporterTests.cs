using System.Net.Sockets;
using System.Text;
using OtelShop.Testing.Backing;

namespace OtelShop.Deploy.Tests;

/// <summary>The exporter of Valkey as it is published, with a real exporter and a real server.</summary>
public sealed class ExporterTests(RedisServer server, Renders renders) : IClassFixture<RedisServer>
{
    private const string Password = "Generated32";

    [Theory, InlineData(Password, 1), InlineData("Another1", 0)]
    public async Task The_exporter_signs_in_with_the_form_of_the_password_that_its_Secret_has(string password, int up)
    {
        await RequirePasswordAsync();
        var (file, address) = (Path.GetTempFileName(), server.ConnectionString.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        var objects = await renders.HelmAsync("dev", "standalone");
        var container = Workload.Of(objects).Single(workload => workload.Name == "valkey-cart").AllContainers.Single(container => container.Text("name") == "valkey-cart-exporter");
        var form = objects.Single(item => item is { Kind: "ExternalSecret", Name: "valkey-cart-password" }).Spec.Text("target", "template", "data", "exporter.json")!;
        await File.WriteAllTextAsync(file, form.Replace("{{ .value }}", password, StringComparison.Ordinal).Replace("localhost:6379", address, StringComparison.Ordinal));
        var variables = container.Items("env").Select(variable => (Name: variable.Text("name")!, Value: variable.Text("value")!.Replace("localhost:6379", address, StringComparison.Ordinal)))
            .Select(variable => variable.Name == "REDIS_PASSWORD_FILE" ? (variable.Name, file) : variable);

        await using (var exporter = await RedisExporter.StartAsync(variables))
            Assert.Contains($"\nredis_up {up}\n", await exporter.MetricsAsync(), StringComparison.Ordinal);
        File.Delete(file);
    }

    private async Task RequirePasswordAsync()
    {
        var (host, port) = server.ConnectionString.Split(':') is [var name, var number] ? (name, int.Parse(number)) : throw new InvalidOperationException(server.ConnectionString);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port);
        // The second case finds the password that the first one set.
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {Password}\r\nCONFIG SET requirepass {Password}\r\nQUIT\r\n"));
        Assert.EndsWith("+OK\r\n+OK\r\n", await new StreamReader(client.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
    }
}
