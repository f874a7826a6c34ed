namespace OtelShop.Dashboard.ServiceMap;

/// <summary>How an edge is drawn. Public because components are, and take it as a parameter.</summary>
/// <param name="From">Node it leaves.</param>
/// <param name="To">Node it reaches.</param>
/// <param name="IsBack">Whether it closes a circle, and so runs from right to left.</param>
/// <param name="Points">Corners, the first at <paramref name="From"/>. Smooth curves join them.</param>
public sealed record LayoutRoute(string From, string To, bool IsBack, IReadOnlyList<(double X, double Y)> Points);
