using System.Collections.Immutable;
using Aspire.Hosting.Local.Realizations;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Tells the world how one copy of a resource is.</summary>
internal sealed class InstanceStatus(IResource resource, string id, ResourceNotificationService notifications, TimeProvider time)
{
    public const string RestartsProperty = "restarts";
    public const string ProcessIdProperty = "executable.pid";

    public string Id => id;

    public CustomResourceSnapshot? Current => notifications.TryGetCurrentState(id, out var known) ? known.Snapshot : null;

    public ResourceEvent? CurrentEvent => notifications.TryGetCurrentState(id, out var known) ? known : null;

    public Task StateAsync(string state, string? style = null) => UpdateAsync(snapshot => snapshot with { State = new(state, style) });

    public Task AllocatedAsync(ImmutableArray<UrlSnapshot> urls) =>
        UpdateAsync(snapshot => snapshot with { Urls = urls, CreationTimeStamp = snapshot.CreationTimeStamp ?? Now });

    /// <summary>It is there; nothing has happened to it yet.</summary>
    public Task KnownAsync() => UpdateAsync(snapshot => snapshot);

    public Task StartingAsync() => MirrorAsync(new(KnownResourceStates.Starting, KnownResourceStateStyles.Info));

    /// <summary>A new state, and nothing known about health.</summary>
    public Task MirrorAsync(ResourceStateSnapshot state) => UpdateAsync(snapshot => snapshot with
    {
        State = state,
        ExitCode = null,
        StopTimeStamp = null,
        Ready = null,
        HealthReports = [.. snapshot.HealthReports.Select(report => report with { Status = null, Description = null, ExceptionText = null })],
    });

    /// <summary>With what the process is about to be started.</summary>
    public Task PreparedAsync(RealizedProcess process) => UpdateAsync(snapshot => snapshot with
    {
        EnvironmentVariables =
        [
            .. process.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
                .Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value.Text, IsFromSpec: true) { Shown = variable.Value.Shown }),
        ],
        Volumes = process.Volumes,
        Properties = With(
            snapshot.Properties,
            (CustomResourceKnownProperties.Source, process.Source ?? process.Command.FileName),
            (CustomResourceKnownProperties.ExecutablePath, process.Command.FileName),
            (CustomResourceKnownProperties.WorkingDirectory, process.Command.WorkingDirectory),
            (CustomResourceKnownProperties.Arguments, process.Arguments?.Select(argument => argument.Shown).ToImmutableArray() ?? [.. process.Command.Arguments])),
    });

    /// <summary>How others reach the resource, its secrets left out.</summary>
    public Task ReachableAsync(string shownConnectionString) => UpdateAsync(snapshot => snapshot with
    {
        Properties = With(snapshot.Properties, (CustomResourceKnownProperties.ConnectionString, shownConnectionString)),
    });

    public Task UrlsAsync(ImmutableArray<UrlSnapshot> urls) => UpdateAsync(snapshot => snapshot with { Urls = urls });

    public Task ParameterAsync(ParameterResource parameter, string value) => UpdateAsync(snapshot => snapshot with
    {
        Properties = [new(CustomResourceKnownProperties.ParameterValue, value) { IsSensitive = parameter.Secret || parameter.IsConnectionString }],
    });

    public Task RunningAsync(int processId) => UpdateAsync(snapshot => snapshot with
    {
        State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = Now,
        Properties = With(snapshot.Properties, (ProcessIdProperty, processId)),
    });

    public Task EndedAsync(string state, string style, int? exitCode) => UpdateAsync(snapshot => snapshot with
    {
        State = new(state, style),
        ExitCode = exitCode,
        StopTimeStamp = Now,
        Ready = null,
    });

    public Task CrashedAsync(string state, int exitCode, int restarts) => UpdateAsync(snapshot => snapshot with
    {
        State = new(state, KnownResourceStateStyles.Error),
        ExitCode = exitCode,
        StopTimeStamp = Now,
        Ready = null,
        Properties = With(snapshot.Properties, (RestartsProperty, restarts)),
    });

    public Task HealthAsync(ImmutableArray<HealthReportSnapshot> reports) => UpdateAsync(snapshot => snapshot with { HealthReports = reports });

    public Task ReadyAsync(Task callbacks) => UpdateAsync(snapshot => snapshot with { Ready = callbacks });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task UpdateAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(resource, id, change);

    private static ImmutableArray<ResourcePropertySnapshot> With(ImmutableArray<ResourcePropertySnapshot> properties, params (string Name, object Value)[] added) =>
    [
        .. properties.Where(property => !added.Any(each => each.Name == property.Name)),
        .. added.Select(each => new ResourcePropertySnapshot(each.Name, each.Value)),
    ];
}
