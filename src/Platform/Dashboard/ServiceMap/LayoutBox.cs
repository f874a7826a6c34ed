namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Where a node is drawn, by its upper left corner. Public because components are, and take it as a parameter.</summary>
/// <param name="Id">The node.</param>
/// <param name="Layer">Column, from the left.</param>
/// <param name="X">In pixels.</param>
/// <param name="Y">In pixels.</param>
public readonly record struct LayoutBox(string Id, int Layer, double X, double Y)
{
    public double Middle => Y + (LayeredLayout.BoxHeight / 2);

    public double Right => X + LayeredLayout.BoxWidth;
}
