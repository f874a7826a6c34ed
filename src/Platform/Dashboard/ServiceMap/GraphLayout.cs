namespace OtelShop.Dashboard.ServiceMap;

/// <summary>A drawing's geometry. Public because components are, and take it as a parameter.</summary>
public sealed record GraphLayout(double Width, double Height, IReadOnlyList<LayoutBox> Boxes, IReadOnlyList<LayoutRoute> Routes)
{
    public int Columns => Boxes.Count == 0 ? 0 : Boxes.Max(b => b.Layer) + 1;
}
