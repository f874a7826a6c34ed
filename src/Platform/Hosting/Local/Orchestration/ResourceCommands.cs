namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Start, stop and restart, for whoever has the resource's name: the dashboard, a test, another command.</summary>
internal static class ResourceCommands
{
    public static void AddTo(IResource resource, ResourceRunner runner)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", IsStartable, () =>
        {
            runner.Start();
            return Task.CompletedTask;
        });
        Add(resource, KnownResourceCommands.StopCommand, "Stop", state => !IsStartable(state), runner.StopAsync);
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", state => !IsStartable(state), async () =>
        {
            await runner.StopAsync();
            runner.Start();
        });
    }

    private static void Add(IResource resource, string name, string displayName, Func<string?, bool> isEnabled, Func<Task> execute) =>
        resource.Annotations.Add(new ResourceCommandAnnotation(name, displayName, async _ =>
        {
            await execute();
            return CommandResults.Success();
        }, new CommandOptions
        {
            UpdateState = context => isEnabled(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
        }));

    private static bool IsStartable(string? state) => state is null
        || state == KnownResourceStates.NotStarted || state == KnownResourceStates.Waiting || KnownResourceStates.TerminalStates.Contains(state);
}
