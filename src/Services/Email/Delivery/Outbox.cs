using System.Runtime;
using Microsoft.Extensions.Options;
using OpenFeature;
using OtelShop.FaultInjection;

namespace OtelShop.Emails.Delivery;

/// <summary>
/// Where mails pile up that were sent long ago, while <c>emailMemoryLeak</c> is on: each as often as the flag says, until the ceiling is reached.
/// The memory is given back when the flag goes off, also when no mail is sent any more.
/// </summary>
internal sealed class Outbox : BackgroundService
{
    public const string Flag = "emailMemoryLeak";

    private const int BytesPerMebibyte = 1024 * 1024;
    private const byte Space = (byte)' ';

    private readonly IFeatureClient _flags;
    private readonly long _ceiling;
    private readonly ILogger<Outbox> _logger;
    private readonly Lock _lock = new();
    private readonly List<byte[]> _mails = [];
    private long _retained;

    public Outbox(IFeatureClient flags, IOptions<EmailOptions> options, EmailTelemetry telemetry, ILogger<Outbox> logger)
    {
        _flags = flags;
        _ceiling = (long)options.Value.LeakCeilingMebibytes * BytesPerMebibyte;
        _logger = logger;
        telemetry.Watch(this);
    }

    /// <summary>Bytes that the mails take.</summary>
    public long Retained => Interlocked.Read(ref _retained);

    /// <summary>Keeps a mail, if mails are being kept.</summary>
    /// <param name="mail">The body as it was sent.</param>
    public async Task KeepAsync(string mail)
    {
        var times = await _flags.GetDoubleValueAsync(Flag, 0);
        // Compat: below one, the OpenTelemetry demo clears its outbox after each mail.
        if (times >= 1)
            Keep((long)Math.Min(mail.Length * times, _ceiling));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var times in _flags.PollDoubleAsync(Flag, stoppingToken))
        {
            if (!(times >= 1))
                Clear();
        }
    }

    private void Keep(long length)
    {
        lock (_lock)
        {
            var fitting = (int)Math.Min(length, _ceiling - _retained);
            if (fitting <= 0)
                return;

            // Written to, or the operating system would not hand out the memory.
            var padded = GC.AllocateUninitializedArray<byte>(fitting);
            padded.AsSpan().Fill(Space);
            _mails.Add(padded);
            _retained += fitting;
            if (_retained == _ceiling)
                _logger.OutboxFull(_ceiling / BytesPerMebibyte);
        }
    }

    private void Clear()
    {
        lock (_lock)
        {
            if (_retained == 0)
                return;

            _logger.OutboxCleared(_retained / BytesPerMebibyte);
            _mails.Clear();
            _mails.TrimExcess();
            _retained = 0;
        }

        // The collector would see no reason to hurry, and who watches the process would see no end.
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
