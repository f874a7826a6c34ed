using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts.History;

/// <summary>Checks requests for placed orders.</summary>
internal static class OrderHistoryRules
{
    private const int DefaultPageSize = 20;
    private const int MaximumPageSize = 100;

    /// <returns>The last order of the page before; null for the first page.</returns>
    /// <exception cref="InvalidRequestException">Lists every invalid field.</exception>
    public static OrderPageToken? Check(ListOrdersRequest request)
    {
        OrderPageToken? after = null;
        RequireUser(new FieldViolations(), request.UserId)
            .Require(request.PageSize >= 0, "page_size", "must not be negative")
            .Require(request.PageToken.Length == 0 || OrderPageToken.TryParse(request.PageToken, out after), "page_token",
                "must be the next_page_token of an earlier answer")
            .ThrowIfAny();
        return after;
    }

    /// <exception cref="InvalidRequestException">Lists every invalid field.</exception>
    public static void Check(GetOrderRequest request) => RequireUser(new FieldViolations(), request.UserId)
        .Require(request.OrderId.Length > 0, "order_id", "is required")
        .ThrowIfAny();

    public static int PageSizeOf(ListOrdersRequest request) => request.PageSize == 0 ? DefaultPageSize : Math.Min(request.PageSize, MaximumPageSize);

    private static FieldViolations RequireUser(FieldViolations violations, string userId) =>
        violations.Require(OrderRules.IsText(userId), "user_id", $"must have 1 to {OrderRules.MaximumTextLength} printable characters");
}
