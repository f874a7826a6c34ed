namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Finds the one of a terminal's sixteen colours that is nearest to any other: pages may carry classes, not colours of their own.</summary>
internal static class AnsiColour
{
    private static readonly (int Red, int Green, int Blue)[] Sixteen =
    [
        (0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205), (229, 229, 229),
        (102, 102, 102), (241, 76, 76), (35, 209, 139), (245, 245, 67), (59, 142, 234), (214, 112, 214), (41, 184, 219), (255, 255, 255),
    ];

    /// <returns>1 to 16, or 0 when there is no such colour.</returns>
    public static byte OfPalette(int index) => index switch
    {
        < 0 or > 255 => 0,
        < 16 => (byte)(index + 1),
        < 232 => OfRgb(Level((index - 16) / 36), Level((index - 16) / 6 % 6), Level((index - 16) % 6)),
        _ => OfRgb(8 + ((index - 232) * 10), 8 + ((index - 232) * 10), 8 + ((index - 232) * 10)),
    };

    /// <returns>1 to 16, or 0 when there is no such colour.</returns>
    public static byte OfRgb(int red, int green, int blue)
    {
        if (red is < 0 or > 255 || green is < 0 or > 255 || blue is < 0 or > 255)
            return 0;
        var nearest = Enumerable.Range(0, Sixteen.Length).MinBy(i => Square(Sixteen[i].Red - red) + Square(Sixteen[i].Green - green) + Square(Sixteen[i].Blue - blue));
        return (byte)(nearest + 1);
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + (step * 40);

    private static int Square(int distance) => distance * distance;
}
