using Grpc.Core;
using Oteldemo;

namespace OtelShop.Testing.Shop;

/// <summary>One order of the load and what its client saw.</summary>
public sealed class LoadOrder(int number, DateTimeOffset due)
{
    private static readonly TimeSpan NormalLatency = TimeSpan.FromSeconds(2);
    private static readonly string[] Products = ["OLJCESPC7Z", "66VCHSJNUP", "LS4PSXUNUM"];
    private static readonly string[] Currencies = ["USD", "EUR", "JPY"];
    private readonly Lock _lock = new();
    private readonly List<string> _errors = [];

    /// <summary>The user, who places no other order.</summary>
    public string UserId { get; } = $"load-{Guid.NewGuid()}";

    /// <summary>When the order was due to be sent.</summary>
    public DateTimeOffset Due { get; } = due;

    /// <summary>The placed order. Null without a positive answer.</summary>
    public OrderResult? Result { get; private set; }

    /// <summary>The negative answer that sending the request again does not change.</summary>
    public string? Refusal { get; private set; }

    /// <summary>When the definite answer came. Null until then.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Every answer that made the client send the request again.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_lock)
                return [.. _errors];
        }
    }

    /// <summary>Whether the first request was answered with the order, in normal time.</summary>
    public bool IsGood => Result is not null && Errors.Count == 0 && AnsweredAt - Due < NormalLatency;

    /// <summary>What the user puts into the cart.</summary>
    public IEnumerable<CartItem> Items =>
    [
        new() { ProductId = Products[number % Products.Length], Quantity = 1 + (number % 3) },
        new() { ProductId = Products[(number + 1) % Products.Length], Quantity = 1 },
    ];

    internal bool IsCartFilled { get; set; }

    /// <summary>The request, the same every time.</summary>
    public PlaceOrderRequest Request => field ??= new()
    {
        UserId = UserId,
        IdempotencyKey = Guid.NewGuid().ToString(),
        UserCurrency = Currencies[number % Currencies.Length],
        Email = "load@example.com",
        Address = new Address { StreetAddress = $"{number} Observatory Road", City = "Flagstaff", State = "AZ", Country = "United States", ZipCode = "86001" },
        CreditCard = new CreditCardInfo
        {
            CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1,
        },
    };

    internal void Answered(OrderResult result) => (Result, AnsweredAt) = (result, TimeProvider.System.GetUtcNow());

    internal void Refused(RpcException error) => (Refusal, AnsweredAt) = ($"{error.StatusCode}: {error.Status.Detail}", TimeProvider.System.GetUtcNow());

    internal void Failed(string error)
    {
        lock (_lock)
            _errors.Add(error);
    }
}
