using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Status;

internal sealed record Notice(LogLevel Level, string Text)
{
    public bool IsError => Level >= LogLevel.Error;
}
