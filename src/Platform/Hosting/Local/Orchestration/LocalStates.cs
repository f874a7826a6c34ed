namespace Aspire.Hosting.Local.Orchestration;

/// <summary>States that only the local host tells.</summary>
internal static class LocalStates
{
    /// <summary>Has crashed and is started again in a moment. Not terminal: whoever waits goes on waiting.</summary>
    public const string Restarting = "Restarting";

    /// <summary>A parameter for which nobody gave a value. Aspire calls it so too.</summary>
    public const string ValueMissing = "Value missing";
}
