using System.Diagnostics;
using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>No file of the repository holds a secret: by a rule of our own, and by secretlint.</summary>
public sealed class SecretTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string Peers = Path.Combine(WorkingCopy.Root, "tests", "Repository.Tests", "peers");

    [Fact]
    public void No_file_holds_a_secret() => RuleAssert.Holds("secrets",
        WorkingCopy.Files.AsParallel().AsOrdered().Where(SecretRules.IsText).SelectMany(path => SecretRules.Find(path, WorkingCopy.Read(path))));

    // Made anew each time, so that this file holds none.
    [Theory]
    [InlineData("-----BEGIN {0}PRIVATE KEY-----\n{64}", "a private key")]
    [InlineData("-----BEGIN {0}RSA PRIVATE KEY-----\n{64}", "a private key")]
    [InlineData("gh{0}p_{36}", "a token of GitHub")]
    [InlineData("xox{0}b-{24}", "a token of Slack")]
    [InlineData("npm{0}_{36}", "a token of npm")]
    [InlineData("ey{0}J{20}.eyJ{20}.{40}", "a JSON web token")]
    [InlineData("Endpoint=sb://shop/;SharedAccess{0}Key={43}=", "a key of Azure")]
    [InlineData("Host=db;Username=shop;Pass{0}word={32}", "a random value")]
    [InlineData("\"token{0}\": \"{32}\"", "a random value")]
    [InlineData("postgres{0}://shop:{24}@db/shop", "a random value")]
    public void A_secret_is_found(string format, string what) => Assert.Contains(SecretRules.Find("x.yaml", $"first: line\n{Fill(format)}"), finding => finding.Line == 2 && finding.Advice.Contains(what, StringComparison.Ordinal));

    [Theory]
    [InlineData("Host=db;Username=shop;Password=$(POSTGRES_PASSWORD)")]
    [InlineData("ConnectionStrings__shop: Host=localhost;Password=secret")]
    [InlineData("password: set-by-the-external-secret")]
    [InlineData("token = configuration[\"Browser:Token\"]")]
    [InlineData("redis://:PASSWORD@valkey:6379")]
    public void An_example_or_a_reference_is_no_secret(string text) => Assert.Empty(SecretRules.Find("x.yaml", text));

    // C# is the rule's above: secretlint needs a minute for it.
    [Fact]
    public async Task Secretlint_finds_no_secret()
    {
        var (exitCode, output) = await SecretlintAsync([.. WorkingCopy.Files.Where(SecretRules.IsText).Where(path => !path.EndsWith(".cs", StringComparison.Ordinal) && !path.EndsWith("package-lock.json", StringComparison.Ordinal))]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Secretlint_names_a_secret()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Fill("token: gh{0}p_{36}\n"), TestContext.Current.CancellationToken);
        try
        {
            var (exitCode, output) = await SecretlintAsync([file]);

            Assert.Equal(1, exitCode);
            Assert.Contains("GITHUB_TOKEN", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Fill(string format)
    {
        var text = format.Replace("{0}", "", StringComparison.Ordinal);
        foreach (var length in (int[])[20, 24, 32, 36, 40, 43, 64])
            text = text.Replace($"{{{length}}}", string.Concat(Enumerable.Range(0, length).Select(index => Letters[((index * 37) + length) % Letters.Length])), StringComparison.Ordinal);
        return text;
    }

    private static async Task<(int ExitCode, string Output)> SecretlintAsync(IReadOnlyList<string> files)
    {
        var program = Path.Combine(Peers, "node_modules", "secretlint", "bin", "secretlint.js");
        if (!File.Exists(program)) throw new InvalidOperationException($"secretlint is missing: run 'npm ci' in {Peers}.");
        var start = new ProcessStartInfo("node", [program, "--secretlintrc", Path.Combine(Peers, ".secretlintrc.json"), "--maskSecrets", .. files])
        {
            WorkingDirectory = WorkingCopy.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
