namespace OtelShop.Frontends.Products;

/// <summary>A category of the navigation. The slug is the category's name in the catalog; the picture is one of a product.</summary>
internal sealed record ProductCategory(string Slug, string Title, string Picture = "")
{
    public static IReadOnlyList<ProductCategory> All { get; } =
    [
        new("telescopes", "Telescopes", "StarsenseExplorer.jpg"),
        new("binoculars", "Binoculars", "RoofBinoculars.jpg"),
        new("accessories", "Accessories", "SolarFilter.jpg"),
        new("travel", "Travel", "EclipsmartTravelRefractorTelescope.jpg"),
        new("assembly", "Assembly", "OpticalTubeAssembly.jpg"),
        new("flashlights", "Flashlights", "RedFlashlight.jpg"),
        new("books", "Books", "TheCometBook.jpg"),
    ];

    public string Path => $"/category/{Slug}";

    /// <summary>The category of this slug; one that the navigation does not list gets its slug as title.</summary>
    public static ProductCategory Of(string slug) => All.FirstOrDefault(category => category.Slug == slug) ?? new ProductCategory(slug, Capitalized(slug));

    private static string Capitalized(string slug) => slug.Length == 0 ? slug : char.ToUpperInvariant(slug[0]) + slug[1..];
}
