using OtelShop.Frontends.Api;
using OtelShop.Frontends.Layout;
using OtelShop.Frontends.Visitors;
using Oteldemo;

namespace OtelShop.Frontends.Prices;

internal static class CurrencyRoutes
{
    public static void MapApi(IEndpointRouteBuilder api) => api.MapGet("/currency", ListAsync);

    public static void MapPages(IEndpointRouteBuilder pages) => pages.MapPost("/currency", SelectAsync);

    private static async Task<IResult> ListAsync(CurrencyService.CurrencyServiceClient currencies, CancellationToken cancellationToken)
    {
        var reply = await currencies.GetSupportedCurrenciesAsync(new Empty(), cancellationToken: cancellationToken);
        return ApiResult.Of([.. reply.CurrencyCodes], ApiJson.Shapes.StringArray);
    }

    private static async Task<IResult> SelectAsync(IFormCollection form, Visitor visitor, CurrencyService.CurrencyServiceClient currencies, CancellationToken cancellationToken)
    {
        var reply = await currencies.GetSupportedCurrenciesAsync(new Empty(), cancellationToken: cancellationToken);
        var wanted = form["currency_code"].ToString();
        if (!reply.CurrencyCodes.Contains(wanted)) { return TypedResults.StatusCode(StatusCodes.Status400BadRequest); }
        visitor.Select(wanted);
        return new SeeOther(form["return_to"].ToString());
    }
}
