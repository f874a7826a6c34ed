using System.Globalization;
using System.Text;

namespace OtelShop.ServiceMap.Drawing;

/// <summary>An edge as the attribute <c>d</c> of an SVG path.</summary>
internal static class EdgePath
{
    public static string Draw(LayoutEdge edge)
    {
        var path = new StringBuilder();
        var (x, y) = edge.Points[0];
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        foreach (var (nextX, nextY) in edge.Points.Skip(1))
        {
            var bend = (nextX - x) / 2;
            if (y == nextY)
                path.Append(CultureInfo.InvariantCulture, $"H{nextX:0.#}");
            else
                path.Append(CultureInfo.InvariantCulture, $"C{x + bend:0.#} {y:0.#} {nextX - bend:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
            (x, y) = (nextX, nextY);
        }

        return path.ToString();
    }
}
