namespace Aspire.Hosting.Tests.Model;

public sealed class CommandTests : IAsyncLifetime
{
    private readonly Drawing _drawing = new();
    private readonly DistributedApplication _application;

    public CommandTests()
    {
        _drawing.Builder.AddContainer("cart", "image")
            .WithCommand("empty", "Empty", context => Task.FromResult(CommandResults.Failure($"{context.ResourceName} is not empty")))
            .WithCommand("empty", "Empty", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { Description = "Throws everything away" })
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("it broke"));
        _application = _drawing.Builder.Build();
    }

    [Fact]
    public async Task The_last_command_of_a_name_is_called()
    {
        var result = await _application.ResourceCommands.ExecuteCommandAsync("cart", "EMPTY");

        Assert.True(result.Success);
    }

    [Theory]
    [InlineData("cart", "break", "it broke")]
    [InlineData("cart", "fill", "'cart' has no command 'fill'.")]
    [InlineData("ad", "empty", "There is no resource 'ad'.")]
    public async Task A_failure_says_what_is_wrong(string resource, string command, string message)
    {
        var result = await _application.ResourceCommands.ExecuteCommandAsync(resource, command);

        Assert.Equal((false, message), (result.Success, result.ErrorMessage));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _application.DisposeAsync();
        _drawing.Dispose();
    }
}
