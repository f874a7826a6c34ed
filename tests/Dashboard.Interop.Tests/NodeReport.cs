namespace OtelShop.Dashboard.Interop.Tests;

/// <summary>What the sender says when it is done.</summary>
/// <param name="TraceId">Of the trace that it sent.</param>
/// <param name="Complaints">Warnings and errors of its SDK.</param>
internal sealed record NodeReport(string TraceId, IReadOnlyList<string> Complaints);
