using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class ShownTextTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:password=pa55word-1", "--Parameters:size=7", "--ConnectionStrings:legacy=Server=x;Pwd=y");
    private readonly IResourceBuilder<ParameterResource> _password;
    private readonly IResourceBuilder<ContainerResource> _shop;

    public ShownTextTests()
    {
        _password = _drawing.Builder.AddParameter("password", secret: true);
        _shop = _drawing.Builder.AddContainer("shop", "image");
    }

    [Fact]
    public async Task A_secret_parameter_is_hidden_and_another_is_not()
    {
        _shop.WithEnvironment("A", _password).WithEnvironment("B", _drawing.Builder.AddParameter("size"));

        Assert.Equal(("pa55word-1", "●●●●●"), await VariableAsync("A"));
        Assert.Equal(("7", "7"), await VariableAsync("B"));
    }

    [Fact]
    public async Task Of_an_expression_only_the_secret_is_hidden()
    {
        _shop.WithEnvironment("URL", $"redis://:{_password}@cache/{_drawing.Builder.AddParameter("size")}");

        Assert.Equal(("redis://:pa55word-1@cache/7", "redis://:●●●●●@cache/7"), await VariableAsync("URL"));
    }

    [Fact]
    public async Task A_connection_string_keeps_its_address()
    {
        var postgres = _drawing.Builder.AddPostgres("postgres", password: _password);
        Drawing.Allocate(postgres, 5432);
        _shop.WithReference(postgres.AddDatabase("orders"));

        var (text, shown) = await VariableAsync("ConnectionStrings__orders");

        Assert.Equal(text.Replace("pa55word-1", "●●●●●"), shown);
        Assert.Contains("Username=postgres;Password=●●●●●;Database=orders", shown);
        Assert.Equal("●●●●●", (await VariableAsync("ORDERS_PASSWORD")).Shown);
    }

    [Fact]
    public async Task The_address_of_a_database_is_no_secret()
    {
        var postgres = _drawing.Builder.AddPostgres("postgres", password: _password);
        Drawing.Allocate(postgres, 5432);
        _shop.WithEnvironment("ADDRESS", postgres.Resource.PrimaryEndpoint);

        var (text, shown) = await VariableAsync("ADDRESS");

        Assert.Equal(text, shown);
    }

    [Fact]
    public async Task A_connection_string_from_outside_is_hidden_whole()
    {
        _shop.WithReference(_drawing.Builder.AddConnectionString("legacy"));

        Assert.Equal("●●●●●", (await VariableAsync("ConnectionStrings__legacy")).Shown);
    }

    [Fact]
    public async Task Arguments_are_hidden_in_the_same_way()
    {
        _shop.WithArgs("--password", _password.Resource);
        var context = new ValueProviderContext { Caller = _shop.Resource };

        var arguments = await ResourceEvaluation.ArgumentsAsync(_shop.Resource, context);

        Assert.Equal(["--password", "●●●●●"], arguments.Select(argument => argument.Shown));
    }

    public void Dispose() => _drawing.Dispose();

    private async Task<(string Text, string Shown)> VariableAsync(string name)
    {
        var context = new ValueProviderContext { Caller = _shop.Resource };
        var variable = (await ResourceEvaluation.EnvironmentAsync(_shop.Resource, context))[name];
        return (variable.Text, variable.Shown);
    }
}
