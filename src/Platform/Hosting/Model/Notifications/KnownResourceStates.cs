namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the host itself tells. A resource may have others.</summary>
public static class KnownResourceStates
{
    /// <summary>Ended with an exit code that says failure.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>Ended with an exit code that says success.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>Waits for somebody to start it.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Is running.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Cannot run because what runs it (docker, podman) is not healthy.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>Was told to start.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Was told to stop.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Waits for another resource.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Has nothing to run, and is there.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>States that a resource leaves only when somebody starts it again.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
