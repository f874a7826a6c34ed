namespace OtelShop.Flagd.Scheduler;

/// <summary>How a scheduled fault ended.</summary>
internal enum FaultEnd
{
    /// <summary>The time was up and the flag was restored.</summary>
    Over,

    /// <summary>The scheduler was stopped and the flag was restored.</summary>
    Stopped,

    /// <summary>The process was killed; the next start restored the flag.</summary>
    Interrupted,

    /// <summary>A user switched the flag during the fault; it keeps the user's variant.</summary>
    LeftAlone,

    /// <summary>The fault never began: flag or variant no longer exist, or the variant was already selected.</summary>
    Skipped,

    /// <summary>The flag could not be written.</summary>
    Failed,
}
