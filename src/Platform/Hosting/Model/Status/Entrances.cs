using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Ways in that a person has to see on the console whatever else goes on there: where the dashboard is, for one.</summary>
/// <remarks>They may carry a token, so they are told to the console alone and not to the host's log.</remarks>
internal sealed class Entrances
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ChannelReader<string> Reader => _lines.Reader;

    public void Open(string line) => _lines.Writer.TryWrite(line);
}
