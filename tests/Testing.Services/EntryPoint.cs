using System.Reflection;

namespace OtelShop.Testing.Services;

/// <summary>A service's own Main, for tests of starts that must fail: a host factory races with an application that ends while it starts.</summary>
public static class EntryPoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the service with these settings on its command line; what stops it comes out as it was thrown.</summary>
    public static Task RunAsync<TProgram>(params (string Key, string Value)[] settings)
    {
        string[] arguments = [.. settings.Select(setting => $"--{setting.Key}={setting.Value}"), "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0"];
        var main = typeof(TProgram).Assembly.EntryPoint!;
        return Task.Run(() => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)).WaitAsync(Patience);
    }
}
