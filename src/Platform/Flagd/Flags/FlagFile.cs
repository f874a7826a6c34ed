using Microsoft.Extensions.Options;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>The file in which the flags are kept.</summary>
internal sealed class FlagFile(FlagStore store, IOptions<FlagdOptions> options) : IHostedService
{
    private const string Name = "demo.flagd.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Value.Folder, Name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(options.Value.Folder);
            File.Copy(Path.Combine(AppContext.BaseDirectory, Name), path);
        }

        store.Replace(FlagSet.Parse(await File.ReadAllBytesAsync(path, cancellationToken)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
