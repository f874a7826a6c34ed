namespace Grpc.Core;

/// <summary>What a call made for another call takes over from it.</summary>
/// <param name="propagateDeadline">Whether it ends by the same deadline.</param>
/// <param name="propagateCancellation">Whether it is cancelled with it.</param>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Deadline and cancellation.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the call ends by the same deadline.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether the call is cancelled with the other.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}
