namespace Aspire.Hosting.Tests.Model;

public sealed class ReferenceExpressionTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:user=a;b c");

    private ParameterResource User => _drawing.Builder.AddParameter("user").Resource;

    [Fact]
    public async Task Text_and_holes_become_one_value()
    {
        var expression = ReferenceExpression.Create($"User={User};Port={"5432"}");

        Assert.Equal("User=a;b c;Port=5432", await expression.GetValueAsync(default));
        Assert.Equal("User={user.value};Port=5432", expression.ValueExpression);
    }

    [Fact]
    public async Task Braces_of_the_text_stay_as_they_are()
    {
        var expression = ReferenceExpression.Create($"{{\"user\":\"{User}\"}}{"{0}"}");

        Assert.Equal("{\"user\":\"a;b c\"}{0}", await expression.GetValueAsync(default));
    }

    [Fact]
    public async Task A_hole_can_be_encoded_for_a_URI()
    {
        var expression = ReferenceExpression.Create($"db://{User:uri}@host");

        Assert.Equal("db://a%3Bb%20c@host", await expression.GetValueAsync(default));
    }

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{User:upper}"));

    [Fact]
    public async Task An_expression_fills_a_hole_of_another()
    {
        var inner = ReferenceExpression.Create($"User={User}");
        var outer = ReferenceExpression.Create($"{inner};Database=shop");

        Assert.Equal("User=a;b c;Database=shop", await outer.GetValueAsync(default));
        Assert.Equal("User={user.value};Database=shop", outer.ValueExpression);
    }

    [Fact]
    public async Task A_builder_appends_piece_by_piece()
    {
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral("a");
        builder.Append($"{User}-");
        builder.AppendFormatted("z");

        Assert.False(builder.IsEmpty);
        Assert.Equal("aa;b c-z", await builder.Build().GetValueAsync(default));
    }

    public void Dispose() => _drawing.Dispose();
}
