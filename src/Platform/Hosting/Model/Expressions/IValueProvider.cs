namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that becomes known when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value as a process of this machine sees it. Null when there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as the caller named by <paramref name="context"/> sees it.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        GetValueAsync(cancellationToken);
}
