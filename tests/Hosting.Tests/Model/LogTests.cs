using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Model;

public sealed partial class LogTests
{
    private readonly ResourceLoggerService _logs = new();

    [Fact]
    public async Task Lines_are_numbered_and_know_where_they_came_from()
    {
        Information(_logs.GetLogger("cart"), "two\nlines");
        Error(_logs.GetLogger("cart"), "broken");

        Assert.Equal([new(1, "two", false), new(2, "lines", false), new(3, "broken", true)], await Lines("cart"));
    }

    [Fact]
    public async Task A_reader_gets_old_and_new_lines_until_the_log_is_complete()
    {
        _logs.Of("cart").Add("old", isError: false);
        await using var reader = _logs.WatchAsync("cart").GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("old", Assert.Single(reader.Current).Content);

        _logs.Of("cart").Add("new", isError: false);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("new", Assert.Single(reader.Current).Content);
        _logs.Complete("cart");
        Assert.False(await reader.MoveNextAsync());
    }

    [Fact]
    public async Task Only_the_last_lines_are_kept()
    {
        for (var i = 1; i <= ResourceLog.Capacity + 5; i++)
            _logs.Of("cart").Add($"{i}", isError: false);

        var lines = await Lines("cart");

        Assert.Equal(ResourceLog.Capacity, lines.Count);
        Assert.Equal(new LogLine(6, "6", false), lines[0]);
    }

    [Fact]
    public async Task A_cleared_log_starts_anew()
    {
        _logs.Of("cart").Add("old", isError: false);
        _logs.ClearBacklog("cart");
        _logs.Of("cart").Add("new", isError: false);

        Assert.Equal([new(1, "new", false)], await Lines("cart"));
    }

    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    private static partial void Information(ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Error, "{Text}")]
    private static partial void Error(ILogger logger, string text);

    private async Task<List<LogLine>> Lines(string resource)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in _logs.GetAllAsync(resource))
            lines.AddRange(batch);
        return lines;
    }
}
