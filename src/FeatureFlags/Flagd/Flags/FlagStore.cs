using System.Runtime.CompilerServices;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>The flags that the daemon serves. The file is authoritative: edits of it are served, and changes made here are written to it.</summary>
internal sealed class FlagStore(FlagFile file, FlagHistory history, ShippedFlags shipped, FlagAudit audit, TimeProvider time, ILogger<FlagStore> logger) : IDisposable
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const int ReadOnlyOnUnix = 30;

    /// <summary>Time for editors that truncate and write, or delete and create.</summary>
    private static readonly TimeSpan EditorsPause = TimeSpan.FromMilliseconds(150);

    private readonly SemaphoreSlim _gate = new(1);
    private State _state = new(FlagSet.Empty, null);

    /// <summary>Last invalid content, so that it is reported once. Null: none.</summary>
    private byte[]? _wrong;

    /// <summary>Flags served now.</summary>
    public FlagSet Current => Volatile.Read(ref _state).Flags;

    /// <summary>Version of <see cref="Current"/> as a strong entity tag, quotes included (RFC 9110 §8.8.3).</summary>
    public string Version => TagOf(Current);

    /// <summary>Reason why the file on disk is not served. Null: it is served.</summary>
    public FlagFileProblem? Problem => Volatile.Read(ref _state).Problem;

    /// <summary>Latest documents, newest first. The first is the one served.</summary>
    public IReadOnlyList<FlagRevision> History => history.Entries;

    public static string TagOf(FlagSet flags) => $"\"{flags.Version}\"";

    /// <summary>Yields every change after <paramref name="since"/> until cancelled. A slow reader gets several changes as one.</summary>
    public async IAsyncEnumerable<FlagSetChange> WatchAsync(FlagSet since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = since;
        while (!cancellationToken.IsCancellationRequested)
        {
            var state = Volatile.Read(ref _state);
            if (ReferenceEquals(state.Flags, seen))
            {
                await state.Replaced.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            yield return new FlagSetChange(seen, state.Flags);
            seen = state.Flags;
        }
    }

    /// <summary>Reads the file at start and creates it if missing. If it is invalid, serves the last valid document or the shipped one.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await history.LoadAsync(cancellationToken);
            var (first, author) = await ReadFirstAsync(cancellationToken);
            if (history.Entries is not [var newest, ..])
            {
                Publish(first ?? await shipped.LoadAsync(cancellationToken), null);
                await history.SaveAsync(history.Add(Current, FlagAuthor.Start, []));
            }
            else if (newest.Flags() is var before && first is not null && first.Version != before.Version)
            {
                await ServeAsync(before, first, author);
            }
            else
            {
                Publish(first ?? before, null);
            }

            await LookAsync(cancellationToken);
            await shipped.RememberAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Checks the file for edits and serves its content if valid.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await LookAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Serves another document and writes it to the file.</summary>
    /// <param name="expectedVersion"><see cref="Version"/> that the document is based on. Null overwrites any version.</param>
    /// <param name="document">The whole document.</param>
    /// <param name="author">Author of the change.</param>
    /// <param name="cancellationToken">Cancels before the file is written.</param>
    public Task<ReplaceResult> TryReplaceAsync(string? expectedVersion, ReadOnlyMemory<byte> document, FlagAuthor author, CancellationToken cancellationToken) =>
        TryEditAsync(expectedVersion, _ => document, author, cancellationToken);

    /// <summary>Serves an edited document and writes it to the file. The edit is atomic, with or without an expected version.</summary>
    /// <param name="expectedVersion"><see cref="Version"/> that the author edited. Null edits any version.</param>
    /// <param name="edit">Returns the new document, as <see cref="FlagEdits"/> do. A <see cref="FlagEditException"/> becomes a problem of the result.</param>
    /// <param name="author">Author of the change.</param>
    /// <param name="cancellationToken">Cancels before the file is written.</param>
    public async Task<ReplaceResult> TryEditAsync(
        string? expectedVersion, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> edit, FlagAuthor author, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Never overwrite an edit of the file that the watcher has not noticed yet.
            await LookAsync(cancellationToken);
            if (expectedVersion is not null && expectedVersion != Version)
                return new ReplaceResult.Conflict(Version);
            var document = edit(Current.Utf8Json);
            if (document.Length > FlagFile.MostBytes)
                return new ReplaceResult.Invalid([new("$", $"The document has {document.Length:N0} bytes; {FlagFile.MostBytes:N0} are the most.")]);
            return await WriteAsync(FlagSet.Parse(document.Span), author, cancellationToken);
        }
        catch (FlagEditException error)
        {
            return new ReplaceResult.Invalid([error.Problem]);
        }
        catch (FlagSetException error)
        {
            return new ReplaceResult.Invalid(error.Problems);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Restores the document of a history entry.</summary>
    /// <returns>Null when there is no such entry.</returns>
    public async Task<ReplaceResult?> RevertAsync(long id, string? expectedVersion, FlagAuthor author, CancellationToken cancellationToken) =>
        History.FirstOrDefault(entry => entry.Id == id) is { } revision
            ? await TryReplaceAsync(expectedVersion, revision.Document, author, cancellationToken)
            : null;

    public void Dispose() => _gate.Dispose();

    private async Task<(FlagSet? Flags, FlagAuthor Author)> ReadFirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await file.ReadAsync(cancellationToken) is not { } content)
            {
                var fresh = await shipped.LoadAsync(cancellationToken);
                await file.WriteAsync(fresh.Utf8Json, cancellationToken);
                return (fresh, FlagAuthor.Start);
            }

            var flags = FlagSet.Parse(content);
            if (await shipped.AddNewTo(flags, cancellationToken) is not { } extended)
                return (flags, FlagAuthor.File);
            await file.WriteAsync(extended.Utf8Json, cancellationToken);
            return (extended, FlagAuthor.Start);
        }
        catch (Exception error) when (error is FlagSetException or IOException or UnauthorizedAccessException)
        {
            // The next check of the file reports it.
            return (null, FlagAuthor.Start);
        }
    }

    private async Task<ReplaceResult> WriteAsync(FlagSet flags, FlagAuthor author, CancellationToken cancellationToken)
    {
        var before = Current;
        if (flags.Version == before.Version && Problem is null)
            return new ReplaceResult.Replaced(before, []);
        try
        {
            if (_wrong is not null)
                await FlagFile.WriteAsync(Path.Combine(file.StateFolder, "overwritten.txt"), _wrong, cancellationToken);
            await file.WriteAsync(flags.Source, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.FileUnwritable(file.Path, error.Message);
            return new ReplaceResult.Unwritable(Explain(error));
        }

        if (flags.Version != before.Version)
            return new ReplaceResult.Replaced(flags, await ServeAsync(before, flags, author));
        Publish(before, null);
        return new ReplaceResult.Replaced(before, []);
    }

    // Messages of the system contain local paths, which belong in the log only.
    private static string Explain(Exception error) => (error, error.HResult) switch
    {
        (_, NoSpaceOnUnix or NoSpaceOnWindows) => "Nothing was changed: the disk is full.",
        (UnauthorizedAccessException, _) or (_, ReadOnlyOnUnix) => "Nothing was changed: the file or its folder is read-only.",
        _ => "Nothing was changed: the file cannot be written; the log of the daemon says why.",
    };

    // Write the history first, so that subscribers find the change there.
    private async Task<IReadOnlyList<FlagChange>> ServeAsync(FlagSet before, FlagSet now, FlagAuthor author)
    {
        var changes = FlagDiff.Between(before, now);
        var dropped = history.Add(now, author, changes);
        Publish(now, null);
        audit.Record(changes, author);
        await history.SaveAsync(dropped);
        return changes;
    }

    // Editors may leave a file invalid for a moment: report it only if it stays the same.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (content, problem) = await TryReadAsync(cancellationToken);
        while (problem is not null && !IsKnown(content, problem))
        {
            await Task.Delay(EditorsPause, time, cancellationToken);
            var (again, problemAgain) = await TryReadAsync(cancellationToken);
            var isSettled = problem.Message == problemAgain?.Message && AreSame(content, again);
            (content, problem) = (again, problemAgain);
            if (!isSettled)
                continue;
            _wrong = content;
            Publish(Current, problem);
            logger.FileNotServed(problem!.Path, problem.Message);
            return;
        }

        if (problem is not null || content is null)
            return;
        if (Problem is not null)
            logger.FileServedAgain(file.Path);
        var before = Current;
        if (!content.AsSpan().SequenceEqual(before.Source.Span))
        {
            await ServeAsync(before, FlagSet.Parse(content), FlagAuthor.File);
        }
        else if (Problem is not null)
        {
            Publish(before, null);
        }
    }

    private async Task<(byte[]? Content, FlagFileProblem? Problem)> TryReadAsync(CancellationToken cancellationToken)
    {
        byte[]? content = null;
        try
        {
            content = await file.ReadAsync(cancellationToken);
            if (content is null)
                return (null, Wrong("It is missing.", []));
            if (_wrong is not null && AreSame(_wrong, content))
                return (content, Problem);
            if (!content.AsSpan().SequenceEqual(Current.Source.Span))
                FlagSet.Parse(content);
            return (content, null);
        }
        catch (FlagSetException error)
        {
            var first = error.Problems[0];
            var more = error.Problems.Count == 1 ? "" : $" (and {error.Problems.Count - 1} more)";
            return (content, Wrong($"{first.Path}: {first.Message}{more}", error.Problems));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (content, Wrong(error.Message, []));
        }
    }

    private FlagFileProblem Wrong(string why, IReadOnlyList<FlagProblem> details) => new(file.Path, $"{why} The last good flags are served.", details);

    private bool IsKnown(byte[]? content, FlagFileProblem problem) => Problem?.Message == problem.Message && AreSame(_wrong, content);

    private static bool AreSame(byte[]? one, byte[]? other) => one is null || other is null ? one == other : one.AsSpan().SequenceEqual(other);

    private void Publish(FlagSet flags, FlagFileProblem? problem)
    {
        if (problem is null)
            _wrong = null;
        Interlocked.Exchange(ref _state, new State(flags, problem)).Replaced.TrySetResult();
    }

    private sealed record State(FlagSet Flags, FlagFileProblem? Problem)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
