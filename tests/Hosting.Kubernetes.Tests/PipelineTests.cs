namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>The step of Aspire's pipeline. One class, because the exit code is the process's.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task Publishing_writes_chart_and_overlays_and_ends_with_exit_code_0()
    {
        _model.AddApi("cart");

        Assert.Equal(0, await _model.RunAsync());
        Assert.True(File.Exists(Path.Combine(_model.Output, "helm", "otelshop", "Chart.yaml")));
        Assert.True(File.Exists(Path.Combine(_model.Output, "kustomize", "overlays", "dev", "kustomization.yaml")));
    }

    [Fact]
    public async Task A_model_that_is_refused_writes_nothing_and_ends_with_exit_code_1()
    {
        _model.AddApi("email").WithEnvironment("Smtp__Password", "hunter2");

        Assert.Equal(1, await _model.RunAsync());
        Assert.False(Directory.Exists(_model.Output));
    }

    [Fact]
    public async Task A_model_that_is_refused_leaves_what_is_there()
    {
        Directory.CreateDirectory(Path.Combine(_model.Output, "helm"));
        await File.WriteAllTextAsync(Path.Combine(_model.Output, "helm", "values.yaml"), "earlier");
        _model.Builder.AddContainer("mailpit", "axllent/mailpit");

        Assert.Equal(1, await _model.RunAsync());
        Assert.Equal("earlier", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_model.Output, "*", SearchOption.AllDirectories))));
    }

    public void Dispose()
    {
        if (Directory.Exists(_model.Output))
            Directory.Delete(_model.Output, recursive: true);
    }
}
