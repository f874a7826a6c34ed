namespace OtelShop.Dashboard.Charts;

/// <summary>A line of a chart. Public because components are, and take it as a parameter.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="CssClass">Gives it its colour: <c>colour-0</c> to <c>colour-15</c>, or a class that sets <c>--c</c>.</param>
/// <param name="Points">By time.</param>
public sealed record ChartSeries(string Name, string CssClass, IReadOnlyList<ChartPoint> Points);
