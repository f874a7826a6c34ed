using Microsoft.Playwright;

namespace OtelShop.Testing.Browser;

/// <summary>What a page is looked at with.</summary>
public sealed record Device(string Name, int Width, int Height, bool IsDark = false)
{
    public static Device Desktop { get; } = new("desktop", 1280, 860);

    public static Device DesktopDark { get; } = new("desktop-dark", 1280, 860, IsDark: true);

    public static Device Phone { get; } = new("phone", 390, 844);

    public static Device PhoneDark { get; } = new("phone-dark", 390, 844, IsDark: true);

    /// <summary>Those with the same window stand beside each other.</summary>
    public static IReadOnlyList<Device> All => [Desktop, DesktopDark, Phone, PhoneDark];

    internal ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    internal bool HasWindowOf(Device other) => (Width, Height) == (other.Width, other.Height);
}
