namespace OtelShop.Dashboard;

/// <summary>The pages.</summary>
internal sealed class FrontendOptions
{
    /// <summary>Where they are served. Another address than loopback has to be asked for here.</summary>
    public string EndpointUrls { get; set; } = "http://127.0.0.1:18888";

    /// <summary>Address under which people reach it, when that is another. Null means <see cref="EndpointUrls"/>.</summary>
    public string? PublicUrl { get; set; }

    public FrontendAuthMode AuthMode { get; set; } = FrontendAuthMode.BrowserToken;

    /// <summary>What a person shows to be let in. Null means that each start makes one.</summary>
    public string? BrowserToken { get; set; }

    /// <summary>Folder for the keys that sign cookies, so that a login outlives a restart. Null means that it does not.</summary>
    public string? KeysFolder { get; set; }

    /// <summary>
    /// Addresses and networks of proxies, separated by commas, whose <c>X-Forwarded-For</c> says who tries to log in. Null means nobody's: then all who come through one proxy
    /// share its tries.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Lines of console output kept for each resource.</summary>
    public int MaxConsoleLogCount { get; set; } = 10_000;
}
