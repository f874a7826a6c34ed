namespace Aspire.Hosting.Tests.Model;

public sealed class OperationTests
{
    [Theory]
    [InlineData(DistributedApplicationOperation.Run)]
    [InlineData(DistributedApplicationOperation.Run, "--operation", "run")]
    [InlineData(DistributedApplicationOperation.Publish, "--publisher", "manifest")]
    [InlineData(DistributedApplicationOperation.Publish, "--operation", "publish", "--step", "x")]
    [InlineData(DistributedApplicationOperation.Run, "--fresh", "--operation", "run")]
    public void The_command_line_says_what_is_done(DistributedApplicationOperation expected, params string[] args)
    {
        using var drawing = new Drawing(args);

        Assert.Equal(expected, drawing.Builder.ExecutionContext.Operation);
    }

    [Fact]
    public void Another_operation_is_refused() =>
        Assert.Throws<DistributedApplicationException>(() => new Drawing("--operation", "deploy"));

    [Fact]
    public async Task A_system_that_is_to_be_published_is_not_started()
    {
        using var drawing = new Drawing("--publisher", "manifest", "--output-path", "manifest.json");
        await using var application = drawing.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync());
        Assert.Contains("manifest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_checkouts_keep_their_data_apart()
    {
        using var drawing = new Drawing();
        Directory.CreateDirectory(Path.Combine(drawing.Folder, "checkout", ".git"));
        var appHost = Directory.CreateDirectory(Path.Combine(drawing.Folder, "checkout", "AppHost")).FullName;

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = appHost });

        Assert.Equal(Path.Combine(drawing.Folder, "checkout", ".otelshop"), builder.Configuration["AppHost:DataDirectory"]);
    }
}
