namespace Aspire.Hosting.Local.Processes;

/// <summary>How to start one process.</summary>
/// <param name="FileName">Absolute path of the program.</param>
/// <param name="Arguments">One element per argument; nothing is split or quoted.</param>
/// <param name="WorkingDirectory">Absolute path; has to exist.</param>
internal sealed record ProcessCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    /// <summary>Added to the variables that the host itself has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>Whether only the process itself is asked to stop, because it ends its own children in order.</summary>
    public bool StopsItsOwnChildren { get; init; }

    /// <summary>Who the process runs as. Null is the user of the host.</summary>
    public UnprivilegedUser? User { get; init; }
}
