using System.Net;

namespace OtelShop.Dashboard.Tests.Security;

public sealed class LoginLimitTests : IAsyncLifetime
{
    private SecuredDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await SecuredDashboard.StartAsync();
        for (var i = 0; i < 10; i++)
            (await _dashboard.Client.GetAsync($"/login?t=guess{i}")).Dispose();
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task The_eleventh_try_of_a_minute_is_not_heard_even_if_it_is_right()
    {
        using var answer = await _dashboard.Client.GetAsync($"/login?t={SecuredDashboard.Token}");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.DoesNotContain(".OtelShop.Dashboard.Auth=", answer.Headers.ToString());
    }

    [Fact]
    public async Task Neither_the_form_nor_the_tool_s_question_is_a_way_around()
    {
        using var form = await _dashboard.SubmitAsync("/login", "/login", null, ("token", SecuredDashboard.Token));
        using var question = await _dashboard.Client.PostAsync($"/api/validatetoken?token={SecuredDashboard.Token}", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, form.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, question.StatusCode);
    }

    [Fact]
    public async Task The_login_page_itself_can_be_looked_at()
    {
        using var answer = await _dashboard.Client.GetAsync("/login");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
