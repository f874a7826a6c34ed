using OtelShop.Testing.Services;

[assembly: AssemblyFixture(typeof(OtelShop.ImageProvider.Tests.RunningImageProvider))]

namespace OtelShop.ImageProvider.Tests;

/// <summary>One image provider for all tests that change nothing: each rendition is made once.</summary>
public sealed class RunningImageProvider : IDisposable
{
    private readonly ServiceHost<Program> _host = new();

    public HttpClient Http => _host.Http;

    public IServiceProvider Services => _host.Services;

    public Uri Address => Http.BaseAddress!;

    public void Dispose() => _host.Dispose();
}
