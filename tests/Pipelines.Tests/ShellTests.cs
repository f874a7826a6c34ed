using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

public sealed class ShellTests(PipelineFiles pipelines)
{
    [Fact]
    public async Task Shellcheck_finds_nothing_in_the_scripts()
    {
        var scripts = Checkout.Files("eng", "*.sh").Where(path => path.StartsWith("eng/pipelines/", StringComparison.Ordinal) || path.StartsWith("eng/azd/", StringComparison.Ordinal) || path.StartsWith("eng/recovery/", StringComparison.Ordinal))
            .Append("deploy/operations/restore-test/reconcile.sh");
        var check = await Programs.RunAsync("shellcheck", ["--external-sources", .. scripts], Checkout.Root);

        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    [Fact]
    public async Task Shellcheck_finds_nothing_in_the_commands_of_the_pipelines()
    {
        using var folder = new TemporaryFolder();
        var commands = pipelines.GitHub.Concat(pipelines.Azure).SelectMany(file => PipelineFiles.Steps(file.Value).Select(PipelineFiles.Shell).OfType<string>()).Distinct().ToList();
        for (var index = 0; index < commands.Count; index++)
            File.WriteAllText(folder.At($"{index}.sh"), $"#!/usr/bin/env bash\nset -eo pipefail\n{commands[index]}\n");

        var check = await Programs.RunAsync("shellcheck", Directory.GetFiles(folder.Path), folder.Path);

        Assert.True(commands.Count > 20 && check.ExitCode == 0, check.Output + check.Errors);
    }

    [Fact]
    public async Task Shellcheck_finds_nothing_in_the_commands_of_the_runbooks()
    {
        using var folder = new TemporaryFolder();
        var blocks = Checkout.Files("docs/runbooks", "*.md").Append("docs/chaos.md").Append("docs/recovery.md")
            .SelectMany(page => Checkout.Read(page).Split("```sh\n").Skip(1).Select(part => part.Split("```")[0])).ToList();
        for (var index = 0; index < blocks.Count; index++)
            File.WriteAllText(folder.At($"{index}.sh"), $"#!/usr/bin/env bash\n{blocks[index]}\n");

        // Addresses are the reader's variables.
        var check = await Programs.RunAsync("shellcheck", ["--exclude=SC2154", .. Directory.GetFiles(folder.Path)], folder.Path);

        Assert.True(blocks.Count > 15 && check.ExitCode == 0, check.Output + check.Errors);
    }

    [Fact]
    public async Task Shellcheck_finds_a_variable_without_quotes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("unquoted.sh"), "#!/usr/bin/env bash\nrm $1\n");

        Assert.Contains("SC2086", (await Programs.RunAsync("shellcheck", [folder.At("unquoted.sh")], folder.Path)).Output);
    }
}
