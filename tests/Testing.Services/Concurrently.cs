namespace OtelShop.Testing.Services;

/// <summary>Load of many callers at once.</summary>
public static class Concurrently
{
    private const int Callers = 32;
    private const int Calls = 2_000;

    /// <summary>Makes 2,000 calls, 32 at a time, and returns the responses in the order of their numbers. The first failed call fails the test.</summary>
    public static async Task<IReadOnlyList<T>> CallAsync<T>(Func<int, Task<T>> call)
    {
        var responses = new T[Calls];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is < Calls and var number)
                responses[number] = await call(number);
        }));
        return responses;
    }
}
