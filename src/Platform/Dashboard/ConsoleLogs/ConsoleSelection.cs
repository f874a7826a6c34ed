using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Whose console output is shown.</summary>
/// <param name="Name">As asked for. Null means everybody's.</param>
/// <param name="Resources">Who that is. With replicas, a resource's name means all of them.</param>
internal sealed record ConsoleSelection(string? Name, IReadOnlyList<ResourceView> Resources)
{
    private const string Parameter = nameof(Parameter);

    /// <summary>Whether a line has to say who wrote it.</summary>
    public bool IsNamed => Resources.Count != 1;

    public static ConsoleSelection Of(ResourceBoard board, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return new ConsoleSelection(null, Speakers(board));
        if (board.Find(name) is { } one)
            return new ConsoleSelection(name, [one]);
        return new ConsoleSelection(name, [.. board.All.Where(resource => string.Equals(resource.DisplayName, name, StringComparison.OrdinalIgnoreCase))]);
    }

    /// <summary>Everybody who can have said something.</summary>
    public static IReadOnlyList<ResourceView> Speakers(ResourceBoard board) =>
        [.. board.All.Where(resource => !resource.IsHidden && resource.ResourceType != Parameter)];
}
