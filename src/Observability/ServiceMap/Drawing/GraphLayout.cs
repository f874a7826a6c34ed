namespace OtelShop.ServiceMap.Drawing;

/// <summary>A rectangle of the drawing, by its upper left corner.</summary>
public readonly record struct LayoutBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double Middle => Y + (Height / 2);

    public bool Intersects(LayoutBox other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}

/// <summary>A node of the drawing.</summary>
public sealed record LayoutNode(string Id, int Layer, LayoutBox Box);

/// <summary>An edge of the drawing.</summary>
/// <param name="From">Node it leaves.</param>
/// <param name="To">Node it reaches.</param>
/// <param name="IsBack">Whether it closes a cycle, and so runs from right to left.</param>
/// <param name="Points">From start to end. Curves join points 0 and 1, 2 and 3, and so on; straight lines join the others.</param>
/// <param name="Label">Room for the label; the line runs below its first line of text.</param>
public sealed record LayoutEdge(string From, string To, bool IsBack, IReadOnlyList<(double X, double Y)> Points, LayoutBox Label);

/// <summary>Geometry of a drawing.</summary>
public sealed record GraphLayout(double Width, double Height, IReadOnlyList<LayoutNode> Nodes, IReadOnlyList<LayoutEdge> Edges);
