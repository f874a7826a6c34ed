using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>eng/pipelines/audit-packages.sh, with answers of dotnet and npm as they print them.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Without_a_vulnerability_every_lock_file_is_audited()
    {
        var run = await RunAsync("[]");

        run.Succeeded();
        var audited = File.ReadAllLines(_folder.At("npm-calls"));
        Assert.Contains(audited, call => call.Contains("tests/Deploy.Tests/peers ", StringComparison.Ordinal));
        Assert.Contains(audited, call => call.Contains("src/Edge/Frontend/Telemetry ", StringComparison.Ordinal));
    }

    [Theory, InlineData("High", true), InlineData("Critical", true), InlineData("Moderate", false)]
    public async Task A_package_of_NuGet_fails_the_audit_by_its_severity(string severity, bool isRefused)
    {
        var run = await RunAsync($$"""[{"id": "Lib", "resolvedVersion": "1.0.0", "vulnerabilities": [{"severity": "{{severity}}", "advisoryurl": "https://github.com/advisories/GHSA-1"}]}]""");

        if (isRefused) Assert.Contains($"Lib 1.0.0: {severity}, https://github.com/advisories/GHSA-1", run.Failed(), StringComparison.Ordinal);
        else run.Succeeded();
    }

    [Fact]
    public async Task A_package_of_npm_or_a_registry_that_does_not_answer_fails_the_audit() =>
        Assert.Contains("Packages of npm in ", (await RunAsync("[]", npm: 1)).Failed(), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private Task<Outcome> RunAsync(string packages, int npm = 0)
    {
        Write("dotnet", $$"""
            #!/usr/bin/env bash
            [ "$1" = restore ] || echo '{"projects": [{"frameworks": [{"framework": "net10.0", "transitivePackages": {{packages}}}]}, {}]}'
            """);
        Write("npm", $"""
            #!/usr/bin/env bash
            echo "$*" >>"{_folder.At("npm-calls")}"
            exit {npm}
            """);
        return Programs.ScriptAsync(Checkout.Root, "eng/pipelines/audit-packages.sh", [], firstOnPath: _folder.Path);
    }

    private void Write(string program, string content)
    {
        File.WriteAllText(_folder.At(program), content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.At(program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
