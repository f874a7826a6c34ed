namespace OtelShop.Testing.Services;

/// <summary>Makes 2,000 calls from 32 callers at once.</summary>
public static class ManyCallers
{
    public const int Calls = 2_000;
    private const int Callers = 32;

    /// <summary>Ends when every call has ended; fails as the first call that fails.</summary>
    /// <param name="call">Gets the number of the call, from 0.</param>
    public static Task CallAsync(Func<int, Task> call) =>
        Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) => await call(number));
}
