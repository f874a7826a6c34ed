using System.Globalization;
using Aspire.Hosting.Local.Data;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>One copy of a resource that is about to run.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Id">Name of the copy; the resource's own where there is one copy.</param>
/// <param name="Instance">Ports and identity.</param>
/// <param name="Data">Where the resource may keep its files.</param>
/// <param name="Logger">Writes into the copy's log.</param>
/// <param name="Tools">Runs programs that prepare the start.</param>
internal sealed record InstanceContext(
    IResource Resource, string Id, ResourceInstance Instance, DataDirectory Data, ILogger Logger, ToolRunner Tools)
{
    /// <summary>The port on which the copy listens, as text.</summary>
    public string PortOf(string endpoint) => Instance.TargetPorts[endpoint].ToString(CultureInfo.InvariantCulture);
}
