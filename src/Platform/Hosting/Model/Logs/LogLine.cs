namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">Counts from 1.</param>
/// <param name="Content">The line, without its end.</param>
/// <param name="IsErrorMessage">Whether it came over standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
