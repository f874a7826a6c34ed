namespace Grpc.AspNetCore.Server;

/// <summary>What a deadline that passes finds.</summary>
internal enum DeadlineClaim
{
    /// <summary>It ends the call.</summary>
    Granted,

    /// <summary>A response is being written; whoever writes it calls again.</summary>
    WriterIsBusy,

    /// <summary>The method ends the call, or has.</summary>
    TooLate,
}
