using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>What surrounds the code: projects, packages, READMEs, scripts.</summary>
public sealed class FurnitureTests
{
    private static IEnumerable<ProjectFile> Projects => WorkingCopy.Named(".csproj", ".props", ".targets").Select(path => ProjectFile.Parse(path, WorkingCopy.Read(path)));

    private static IEnumerable<string> Services =>
        WorkingCopy.Named(".csproj").Where(path => path.StartsWith("src/Services/", StringComparison.Ordinal) || path.StartsWith("src/Edge/", StringComparison.Ordinal))
            .Select(ProjectFile.FolderOf);

    [Fact]
    public void Package_versions_are_written_in_one_place() => House.Obeys("central package versions",
        from project in Projects
        where project.Path != "Directory.Packages.props"
        from item in project.Items("PackageReference").Concat(project.Items("PackageVersion"))
        where item.Name.LocalName == "PackageVersion" || item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null
            || item.Elements().Any(element => element.Name.LocalName is "Version" or "VersionOverride")
        select new Finding(project.Path, ProjectFile.LineOf(item), "the version belongs into Directory.Packages.props."));

    [Fact]
    public void Every_service_has_a_README_of_at_most_30_lines() => House.Obeys("service README",
        from folder in Services
        let readme = $"{folder}/README.md"
        let lines = WorkingCopy.Has(readme) ? WorkingCopy.Lines(readme).Length : 0
        where lines is 0 or > 30
        select new Finding(readme, 1, lines == 0
            ? "is missing: purpose, port, variables, failure flags, deliberate differences from upstream."
            : $"has {lines} lines, 30 are allowed: move the rest to docs/."));

    [Theory]
    [InlineData("src/Platform/Grpc/Grpc.csproj")]
    [InlineData("src/Platform/Hosting/Hosting.csproj")]
    [InlineData("src/Pages/Pages.csproj")]
    [InlineData("ServiceDefaults/ServiceDefaults.csproj")]
    public void A_library_documents_its_public_members(string project) => House.Obeys("documented libraries",
        WorkingCopy.Has(project) && WorkingCopy.Read(project).Contains("$(NoWarn.Replace('CS1591', ''))", StringComparison.Ordinal)
            ? []
            : [new(project, 1, "lets CS1591 pass: every public member of this library has XML documentation.")]);

    [Theory]
    [InlineData("TreatWarningsAsErrors")]
    [InlineData("EnforceCodeStyleInBuild")]
    [InlineData("GenerateDocumentationFile")]
    public void The_build_enforces_the_style(string property) => House.Obeys("build settings",
        from project in Projects
        let settings = project.Items(property).ToList()
        where project.Path == "Directory.Build.props" ? settings is not [{ Value: "true" }] : settings.Count > 0
        select new Finding(project.Path, settings.Count > 0 ? ProjectFile.LineOf(settings[0]) : 1, $"{property} is true for every project, in the root's Directory.Build.props."));

    [Theory]
    [InlineData("dotnet_diagnostic.IDE0005.severity = error")]
    [InlineData("dotnet_diagnostic.IDE0044.severity = error")]
    [InlineData("dotnet_diagnostic.IDE0051.severity = error")]
    [InlineData("dotnet_diagnostic.IDE0161.severity = error")]
    [InlineData("dotnet_diagnostic.IDE1006.severity = error")]
    [InlineData("dotnet_diagnostic.CA1848.severity = error")]
    [InlineData("dotnet_diagnostic.CA1852.severity = error")]
    [InlineData("dotnet_diagnostic.CA2016.severity = error")]
    [InlineData("dotnet_diagnostic.CA2211.severity = error")]
    [InlineData("dotnet_diagnostic.CA2254.severity = error")]
    public void The_editor_and_the_build_know_the_errors(string line) => House.Obeys("editorconfig",
        WorkingCopy.Lines(".editorconfig").Contains(line) ? [] : [new(".editorconfig", 1, $"lacks '{line}'.")]);

    [Fact]
    public void No_folder_softens_the_editorconfig() => House.Obeys("one editorconfig",
        WorkingCopy.Named(".editorconfig", ".globalconfig", ".ruleset").Where(path => path != ".editorconfig").Select(path => new Finding(path, 1, "rules are the same everywhere: delete this file.")));

    [Fact]
    public void The_continuous_integration_runs_test_sh_and_nothing_else() => House.Obeys("ci",
        WorkingCopy.Lines(".ci/run").Select((text, index) => (Text: text.Trim(), Line: index + 1))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#' && !line.Text.StartsWith("set ", StringComparison.Ordinal))
            .Where(line => !line.Text.EndsWith("test.sh\"", StringComparison.Ordinal))
            .Select(line => new Finding(".ci/run", line.Line, "what CI does, ./test.sh does: move this line there.")));

    [Theory]
    [InlineData("OtelShop.sln")]
    [InlineData("global.json")]
    [InlineData("nuget.config")]
    [InlineData("run.sh")]
    [InlineData("test.sh")]
    [InlineData(".ci/run")]
    [InlineData("LICENSE")]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("AppHost/Program.cs")]
    [InlineData("docs/decisions/README.md")]
    [InlineData("docs/telemetry/registry.md")]
    public void The_repository_has(string path) => House.Obeys("required files",
        WorkingCopy.Has(path) ? [] : [new(path, 1, "is missing, and readers expect it there.")]);

    [Fact]
    public void Every_exemption_is_needed_and_says_why() => House.Obeys("exemptions",
        from exemption in Exemptions.All
        where exemption.Reason.Length < 20 || !WorkingCopy.Files.Any(file => exemption.Covers(exemption.Rule, file))
        select new Finding("tests/Repository.Tests/Exemptions.cs", 1, $"'{exemption.Rule}' for {exemption.Path}: give a reason, or remove it when the file is gone."));
}
