using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.Local.Health;

/// <summary>A Redis or Valkey is healthy when it lets the password in and answers PING; while it loads its data it does not.</summary>
internal sealed class RedisHealthCheck(EndpointReference endpoint, ParameterResource? password) : SocketHealthCheck(endpoint)
{
    protected override async Task<string?> AskAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        if (password is not null && await CommandAsync("AUTH", (await password.GetValueAsync(cancellationToken))!) is var let and not "+OK")
            return $"AUTH was answered by {let}";
        return await CommandAsync("PING") is var answer and not "+PONG" ? $"PING was answered by {answer}" : null;

        async Task<string?> CommandAsync(params string[] words)
        {
            var text = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            return await reader.ReadLineAsync(cancellationToken);
        }
    }
}
