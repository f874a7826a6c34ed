using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Layout;

/// <summary>A form sends a new condition as three fields. The address of the page that shows it holds one, so that it can be shared.</summary>
internal static class FilterRedirect
{
    public const string Field = "filterField";
    public const string Operator = "filterOp";
    public const string Value = "filterValue";

    public static void UseFilterRedirect(this WebApplication app) => app.Use((context, next) =>
    {
        var query = context.Request.Query;
        if (!HttpMethods.IsGet(context.Request.Method) || !(query.ContainsKey(Field) || query.ContainsKey(Operator)))
            return next(context);
        context.Response.Redirect(context.Request.Path + Canonical(query).ToUriComponent());
        return Task.CompletedTask;
    });

    internal static QueryString Canonical(IQueryCollection query)
    {
        var kept = query.Where(p => p.Key is not (Field or Operator or Value)).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        var field = query[Field].ToString().Trim();
        return QueryString.Create(field.Length > 0 && FilterOperators.TryParse(query[Operator].ToString(), out var condition)
            ? kept.Append(KeyValuePair.Create<string, string?>(QueryNames.Filter, new FieldFilter(field, condition, query[Value].ToString()).ToString()))
            : kept);
    }
}
