using System.Runtime;
using Microsoft.Extensions.Options;
using OpenFeature;
using OtelShop.FaultInjection;

namespace OtelShop.Emails.Delivery;

/// <summary>
/// Keeps sent mails in memory while <c>emailMemoryLeak</c> is on, each as many times as the flag says, up to a ceiling.
/// Releases the memory when the flag goes off, even if the service sends no further mail.
/// </summary>
internal sealed class MemoryLeakFault : BackgroundService
{
    public const string Flag = "emailMemoryLeak";

    private const int BytesPerMebibyte = 1024 * 1024;
    private const byte Space = (byte)' ';

    private readonly IFeatureClient _flags;
    private readonly long _ceiling;
    private readonly ILogger<MemoryLeakFault> _logger;
    private readonly Lock _lock = new();
    private readonly List<byte[]> _mails = [];
    private long _retained;

    public MemoryLeakFault(IFeatureClient flags, IOptions<EmailOptions> options, EmailTelemetry telemetry, ILogger<MemoryLeakFault> logger)
    {
        _flags = flags;
        _ceiling = (long)options.Value.LeakCeilingMebibytes * BytesPerMebibyte;
        _logger = logger;
        telemetry.ObserveRetained(() => Retained);
    }

    /// <summary>Memory that the retained mails take, in bytes.</summary>
    public long Retained => Interlocked.Read(ref _retained);

    /// <summary>Retains a sent mail if the flag is on.</summary>
    /// <param name="mail">Plain-text body of the mail.</param>
    public async Task RetainAsync(string mail)
    {
        var times = await _flags.GetDoubleValueAsync(Flag, 0);
        // Compat: below one, the OpenTelemetry demo clears its outbox after each mail.
        if (times >= 1)
            Retain((long)Math.Min(mail.Length * times, _ceiling));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var times in _flags.PollDoubleAsync(Flag, stoppingToken))
        {
            if (!(times >= 1))
                Release();
        }
    }

    private void Retain(long length)
    {
        lock (_lock)
        {
            var fitting = (int)Math.Min(length, _ceiling - _retained);
            if (fitting <= 0)
                return;

            // The operating system commits a page only when it is written.
            var padded = GC.AllocateUninitializedArray<byte>(fitting);
            padded.AsSpan().Fill(Space);
            _mails.Add(padded);
            _retained += fitting;
            if (_retained == _ceiling)
                _logger.OutboxFull(_ceiling / BytesPerMebibyte);
        }
    }

    private void Release()
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

        // Without pressure the collector would keep the memory, and charts of the process would not show the end of the leak.
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
