using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.History;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Placement;
using OtelShop.Checkouts.Preparation;

namespace OtelShop.Checkouts;

internal static class CheckoutBuilderExtensions
{
    public static void AddCheckout(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CheckoutOptions>().BindConfiguration(CheckoutOptions.Section)
            .Validate(options => options.HasTopic, "Checkout:Topic must name a Kafka topic.")
            .Validate(options => options.HasPositiveTimes, "Checkout: every timeout and interval must be above zero and at most one hour.")
            .Validate(options => options.HasLimits, "Checkout:MaximumConcurrentOrders must be 1 to 10000, MostExtraEvents 0 to 10000 and PublishedKept at most 30 days.")
            .Validate(options => options.KeepsOrders, "Checkout:OrdersKept must be 1 to 3650 days.")
            .Validate(options => options.WaitsForRunningCalls, "Checkout:AbandonedAfter must be longer than ChargeTimeout and ConfirmTimeout together.")
            .ValidateOnStart();
        builder.Services.AddSingleton<CallLimits>();
        AddOrders(builder.Services);
        builder.Services.AddSingleton<OrderHistory>();
        builder.Services.AddHostedService<OrderRetention>();
        AddOutbox(builder);
    }

    public static void AddDependencies(this IServiceCollection services)
    {
        services.AddGrpcServiceClient<CartService.CartServiceClient>("cart");
        services.AddGrpcServiceClient<ProductCatalogService.ProductCatalogServiceClient>("product-catalog");
        services.AddGrpcServiceClient<CurrencyService.CurrencyServiceClient>("currency");
        services.AddGrpcServiceClient<ShippingService.ShippingServiceClient>("shipping");
        // RFC 6761 reserves .invalid, and the last dot keeps search domains out: no card is sent there.
        services
            .AddGrpcClient<PaymentService.PaymentServiceClient>(PaymentGateway.Unreachable, client => client.Address = new Uri("http://badaddress.invalid.:50051"))
            .AddGrpcClientDefaults();
        // Added last: a client without a name is the last one.
        services.AddGrpcServiceClient<PaymentService.PaymentServiceClient>("payment");
        services.AddGrpcServiceClient<EmailService.EmailServiceClient>("email");
    }

    private static void AddOrders(IServiceCollection services)
    {
        services.AddSingleton<PriceConversion>();
        services.AddSingleton<OrderPreparation>();
        services.AddSingleton<OrderStore>();
        services.AddSingleton<PaymentGateway>();
        services.AddSingleton<ChargeReversal>();
        services.AddSingleton<OrderPlacement>();
        services.AddSingleton<OrderFulfillment>();
        services.AddSingleton<FirstOrder>();
        services.AddSingleton<OrderLimiter>();
        services.AddSingleton<PlaceOrderHandler>();
        services.AddSingleton<CheckoutMetrics>();
        services.AddSingleton<ProcessLease>();
        services.AddHostedService(provider => provider.GetRequiredService<ProcessLease>());
        services.AddHostedService<PendingOrderRecovery>();
    }

    private static void AddOutbox(IHostApplicationBuilder builder)
    {
        // The producer must give up a message before the outbox retries it, or a recovered broker gets duplicates.
        builder.AddKafkaProducer<Null, byte[]>("kafka", producer => producer.MessageTimeoutMs = 5_000);
        // Checkout accepts orders without the broker, so it stays ready.
        builder.Services.Configure<HealthCheckServiceOptions>(health =>
            health.Registrations.Single(check => check.Name == "kafka").FailureStatus = HealthStatus.Degraded);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxTable>();
        builder.Services.AddSingleton<PublishedEvents>();
        builder.Services.AddSingleton<OrderShipment>();
        builder.Services.AddSingleton<CartRemoval>();
        builder.Services.AddSingleton<OrderEvent>();
        builder.Services.AddSingleton<ConfirmationMail>();
        builder.Services.AddHostedService<OutboxRelay<OrderShipment>>();
        builder.Services.AddHostedService<OutboxRelay<CartRemoval>>();
        builder.Services.AddHostedService<OutboxRelay<OrderEvent>>();
        builder.Services.AddHostedService<OutboxRelay<ConfirmationMail>>();
        builder.Services.AddHostedService<BrokerLogCheck>();
    }
}
