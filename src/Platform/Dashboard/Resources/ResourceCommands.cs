using Microsoft.AspNetCore.WebUtilities;
using OtelShop.Pages.Layout;

namespace OtelShop.Dashboard.Resources;

/// <summary>Does what somebody presses a button for, and leads back to where the button was.</summary>
internal sealed class ResourceCommands(IResourceSource source, ResourceBoard board, CommandOutcomes outcomes)
{
    public const string Path = "/resources/command";

    /// <summary>The form of a page to which every command button belongs.</summary>
    public const string FormId = "resource-commands";

    /// <summary>What the button of a command sends. Names of resources have no slash.</summary>
    public static string ValueOf(ResourceView resource, ResourceCommand command) => $"{resource.Name}/{command.Name}";

    /// <param name="run">Made by <see cref="ValueOf"/>.</param>
    /// <param name="back">Path of this dashboard.</param>
    /// <param name="cancellationToken">The caller has left. A command that was begun goes on.</param>
    public async Task<IResult> RunAsync(string run, string? back, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(run, cancellationToken);
        return new SeeOther(QueryHelpers.AddQueryString(Without(DashboardSite.Site.OrHome(back), "done"), "done", outcomes.Add(outcome)));
    }

    private async Task<CommandOutcome> ExecuteAsync(string run, CancellationToken cancellationToken)
    {
        var slash = run.IndexOf('/');
        var name = slash < 0 ? run : run[..slash];
        var commandName = slash < 0 ? "" : run[(slash + 1)..];
        if (board.Find(name) is not { } resource)
            return new CommandOutcome(name, commandName, "There is no such resource.");
        if (resource.Commands.FirstOrDefault(each => each.Name == commandName) is not { IsEnabled: true } command)
            return new CommandOutcome(resource.Name, commandName, $"That cannot be done now: it is {ResourceCondition.Of(resource).Text}.");
        return new CommandOutcome(resource.Name, command.DisplayName, await source.ExecuteAsync(resource.Name, command.Name, cancellationToken));
    }

    private static string Without(string page, string parameter)
    {
        var mark = page.IndexOf('?');
        if (mark < 0)
            return page;
        var kept = QueryHelpers.ParseQuery(page[mark..]).Where(entry => entry.Key != parameter);
        return QueryHelpers.AddQueryString(page[..mark], kept);
    }
}
