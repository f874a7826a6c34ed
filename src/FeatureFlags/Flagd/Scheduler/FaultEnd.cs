namespace OtelShop.Flagd.Scheduler;

/// <summary>How a scheduled fault ended.</summary>
internal enum FaultEnd
{
    /// <summary>Its time was over, and the flag was switched back.</summary>
    Over,

    /// <summary>The scheduler was stopped before, and the flag was switched back.</summary>
    Stopped,

    /// <summary>The process was killed meanwhile, and the flag was switched back when it started again.</summary>
    Interrupted,

    /// <summary>Somebody else had switched the flag meanwhile: it was left as he wanted it.</summary>
    LeftAlone,

    /// <summary>It never began: the flag or the variant is gone, or the flag was that variant already.</summary>
    Skipped,

    /// <summary>The flag could not be written.</summary>
    Failed,
}
