using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd;

/// <summary>Resolves flags, in process or over RPC. Without flags it returns an error immediately.</summary>
internal abstract class FlagdResolver(FlagdChannels channels, TimeProvider time)
{
    protected TimeProvider Time => time;

    /// <summary>Connects and follows the daemon's stream until it ends or breaks.</summary>
    /// <param name="heard">
    /// Called for each message, with what takes the message in: that gives the flags that changed, or null when nothing usable is known even then.
    /// </param>
    /// <param name="stop">Ends it.</param>
    public async Task FollowAsync(Action<Func<IReadOnlyList<string>?>> heard, CancellationToken stop)
    {
        using var channel = channels.Open();
        using var patience = new CancellationTokenSource(FlagdChannels.Patience, time);
        using var stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), patience);
        try
        {
            await FollowAsync(channel.CreateCallInvoker(), patience, heard);
        }
        catch (Exception) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException("it does not answer");
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            channels.Learn(error);
            throw;
        }
    }

    /// <summary>Forgets the flags.</summary>
    /// <returns>Those that were known.</returns>
    public abstract IReadOnlyList<string> Forget();

    /// <summary>Whether no context can give the flag true or a number above zero, known without evaluating it.</summary>
    public virtual bool IsNeverOn(string key) => false;

    public abstract Task<ResolutionDetails<bool>> BooleanAsync(string key, bool otherwise, EvaluationContext context, CancellationToken stop);

    public abstract Task<ResolutionDetails<string>> StringAsync(string key, string otherwise, EvaluationContext context, CancellationToken stop);

    public abstract Task<ResolutionDetails<int>> IntegerAsync(string key, int otherwise, EvaluationContext context, CancellationToken stop);

    public abstract Task<ResolutionDetails<double>> DoubleAsync(string key, double otherwise, EvaluationContext context, CancellationToken stop);

    public abstract Task<ResolutionDetails<Value>> ObjectAsync(string key, Value otherwise, EvaluationContext context, CancellationToken stop);

    /// <summary>Reads the stream. The patience ends soon unless the first message stops its clock; cancelling it ends the stream.</summary>
    protected abstract Task FollowAsync(Grpc.Core.CallInvoker daemon, CancellationTokenSource patience, Action<Func<IReadOnlyList<string>?>> heard);

    protected static Task<ResolutionDetails<T>> NotReady<T>(string key, T otherwise) =>
        Task.FromResult(new ResolutionDetails<T>(key, otherwise, ErrorType.ProviderNotReady, Reason.Error, null, "flagd cannot be reached"));
}
