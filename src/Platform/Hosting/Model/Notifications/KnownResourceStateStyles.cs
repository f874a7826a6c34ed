namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a state is shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>As good.</summary>
    public static readonly string Success = "success";

    /// <summary>As bad.</summary>
    public static readonly string Error = "error";

    /// <summary>As neither.</summary>
    public static readonly string Info = "info";

    /// <summary>As doubtful.</summary>
    public static readonly string Warn = "warn";
}
