namespace Aspire.Hosting.Local.Status;

/// <summary>Where the state of the resources is shown. Called by one thread at a time.</summary>
internal interface IStatusView
{
    /// <summary>A resource has changed.</summary>
    /// <param name="row">The one that changed.</param>
    /// <param name="all">All of them, in the order of the model.</param>
    void Changed(ResourceRow row, IReadOnlyList<ResourceRow> all);

    /// <summary>Something that a person should know.</summary>
    void Tell(Notice notice);

    /// <summary>A way in is open already: shown at once, and kept in sight where that is possible.</summary>
    void Opened(string line);

    /// <summary>The start is over.</summary>
    /// <param name="lines">What to do next.</param>
    void Started(IReadOnlyList<string> lines);

    /// <summary>The host was told to end.</summary>
    void Stopping();

    /// <summary>Nothing will be shown any more.</summary>
    Task CloseAsync();
}
