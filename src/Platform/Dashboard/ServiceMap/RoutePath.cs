using System.Globalization;
using System.Text;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Turns the corners of a route into a curve that leaves and reaches its nodes level.</summary>
internal static class RoutePath
{
    /// <summary>As the attribute <c>d</c> of an SVG path.</summary>
    public static string Draw(LayoutRoute route)
    {
        var path = new StringBuilder();
        var (x, y) = route.Points[0];
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        foreach (var (nextX, nextY) in route.Points.Skip(1))
        {
            var bend = (nextX - x) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{x + bend:0.#} {y:0.#} {nextX - bend:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
            (x, y) = (nextX, nextY);
        }

        return path.ToString();
    }

    /// <summary>A point of the curve that joins two corners; <paramref name="share"/> runs from 0 to 1.</summary>
    public static (double X, double Y) At((double X, double Y) from, (double X, double Y) to, double share)
    {
        var bend = from.X + ((to.X - from.X) / 2);
        return (Bezier(from.X, bend, bend, to.X, share), Bezier(from.Y, from.Y, to.Y, to.Y, share));
    }

    private static double Bezier(double a, double b, double c, double d, double t) =>
        (a * Math.Pow(1 - t, 3)) + (3 * b * t * Math.Pow(1 - t, 2)) + (3 * c * t * t * (1 - t)) + (d * t * t * t);
}
