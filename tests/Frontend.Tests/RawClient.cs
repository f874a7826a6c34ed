using System.Net.Sockets;
using System.Text;

namespace OtelShop.Frontend.Tests;

/// <summary>Sends requests that HttpClient would not send.</summary>
internal static class RawClient
{
    /// <summary>Sends a request of these lines, one byte for each character, and reads the whole answer.</summary>
    public static async Task<string> SendAsync(Uri address, params string[] lines)
    {
        using var client = await ConnectAsync(address, lines);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Sends a request and leaves the answer to the caller, who may hang up.</summary>
    public static async Task<TcpClient> ConnectAsync(Uri address, params string[] lines)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])));
        return client;
    }
}
