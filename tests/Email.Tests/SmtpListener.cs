using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OtelShop.Emails.Tests;

/// <summary>A mail server that takes one conversation after the other and keeps what it is sent.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmtpListener()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What RCPT TO is answered with.</summary>
    public string RecipientReply { get; set; } = "250 fine";

    public List<string> Recipients { get; } = [];

    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;

        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ConverseAsync(connection);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(connection.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.Ordinal))
                Recipients.Add(line["RCPT TO:".Length..]);
            if (line == "DATA")
                await ReadMailAsync(reader, writer);
            await writer.WriteLineAsync(line.Split(' ', ':')[0] switch
            {
                "RCPT" => RecipientReply,
                "QUIT" => "221 bye",
                _ => "250 fine",
            });
            if (line == "QUIT")
                return;
        }
    }

    private async Task ReadMailAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.AppendLine(line.StartsWith('.') ? line[1..] : line);
        Mails.Add(mail.ToString());
    }
}
