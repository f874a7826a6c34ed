namespace OtelShop.Testing.Browser;

/// <summary>Where screenshots are kept: <c>artifacts/screenshots</c> of the checkout.</summary>
public static class Pictures
{
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Checkout(), "artifacts", "screenshots")).FullName;

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OtelShop.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
