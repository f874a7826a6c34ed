namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>A repository of the test with the scripts, the chart and the tags of this one, and its origin.</summary>
internal sealed class Clone : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.At("clone");

    public static async Task<Clone> CreateAsync(params string[] folders)
    {
        var clone = new Clone();
        foreach (var path in folders.Append("eng").SelectMany(folder => Checkout.Files(folder, "*")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone.Root, path))!);
            File.Copy(Checkout.At(path), Path.Combine(clone.Root, path));
        }

        await Programs.RunAsync("git", ["init", "--quiet", "--bare", "--initial-branch=main", clone._folder.At("origin.git")], clone._folder.Path);
        await clone.GitAsync("init", "--quiet", "--initial-branch=main");
        await clone.GitAsync("add", "--all");
        await clone.GitAsync("commit", "--quiet", "--message", "first");
        await clone.GitAsync("remote", "add", "origin", clone._folder.At("origin.git"));
        await clone.GitAsync("push", "--quiet", "origin", "main");
        return clone;
    }

    public async Task<string> GitAsync(params string[] arguments) =>
        (await Programs.RunAsync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", .. arguments], Root)).Succeeded().Trim();

    public Task<Outcome> RunAsync(string script, params string[] arguments) => Programs.ScriptAsync(Root, $"eng/pipelines/{script}", arguments);

    /// <summary>Adds a commit on the origin that the clone does not know.</summary>
    public async Task MoveOriginAsync()
    {
        var other = _folder.At("other");
        await Programs.RunAsync("git", ["clone", "--quiet", _folder.At("origin.git"), other], _folder.Path);
        File.WriteAllText(Path.Combine(other, "other.txt"), "other");
        await Programs.RunAsync("git", ["add", "other.txt"], other);
        (await Programs.RunAsync("git", ["-c", "user.name=other", "-c", "user.email=other@example.com", "commit", "--quiet", "--message", "other"], other)).Succeeded();
        (await Programs.RunAsync("git", ["push", "--quiet"], other)).Succeeded();
    }

    public void Dispose() => _folder.Dispose();
}
