namespace Aspire.Hosting.Local.Processes;

/// <summary>What asks a process to end. Values are the signals' numbers on Linux.</summary>
internal enum StopSignal
{
    /// <summary>SIGINT: for PostgreSQL the fast shutdown, which does not wait for its clients.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM: the polite request that every other program understands.</summary>
    Terminate = 15,
}
