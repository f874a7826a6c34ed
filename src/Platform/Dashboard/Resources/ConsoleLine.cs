namespace OtelShop.Dashboard.Resources;

/// <summary>A line of a resource's console output, colours included.</summary>
/// <param name="Number">Counts from 1 for each resource.</param>
/// <param name="Time">When it came.</param>
/// <param name="Text">Without its end.</param>
/// <param name="IsError">Whether it came over standard error.</param>
public readonly record struct ConsoleLine(int Number, DateTimeOffset Time, string Text, bool IsError);
