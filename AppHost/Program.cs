var shop = DistributedApplication.CreateBuilder(args);

// State and messaging
var postgres = shop.AddPostgres("postgres").WithDataVolume();
var catalogDatabase = postgres.AddDatabase("catalog-database", "catalog");
var checkoutDatabase = postgres.AddDatabase("checkout-database", "checkout");
var paymentDatabase = postgres.AddDatabase("payment-database", "payment");
var accountingDatabase = postgres.AddDatabase("accounting-database", "accounting");
var fraudDatabase = postgres.AddDatabase("fraud-database", "fraud");
var valkey = shop.AddValkey("valkey-cart");
var kafka = shop.AddKafka("kafka");

// Services, callees first
var ad = shop.AddProject<Projects.Ad>("ad")
    .WithHttpHealthCheck("/health");

var cart = shop.AddProject<Projects.Cart>("cart")
    .WithReference(valkey).WaitFor(valkey)
    .WithHttpHealthCheck("/health");

var currency = shop.AddProject<Projects.Currency>("currency")
    .WithHttpHealthCheck("/health");

var payment = shop.AddProject<Projects.Payment>("payment")
    .WithReference(paymentDatabase, "payment").WaitFor(paymentDatabase)
    .WithHttpHealthCheck("/health");

var productCatalog = shop.AddProject<Projects.ProductCatalog>("product-catalog")
    .WithReference(catalogDatabase, "catalog").WaitFor(catalogDatabase)
    .WithHttpHealthCheck("/health");

var quote = shop.AddProject<Projects.Quote>("quote")
    .WithHttpHealthCheck("/health");

var shipping = shop.AddProject<Projects.Shipping>("shipping")
    .WithReference(quote.GetEndpoint("grpc"))
    .WithHttpHealthCheck("/health");

var email = shop.AddProject<Projects.Email>("email")
    .WithDataFolder("Email__PickupDirectory", "mail")
    .WithHttpHealthCheck("/health");

var recommendation = shop.AddProject<Projects.Recommendation>("recommendation")
    .WithReference(productCatalog)
    .WithReference(kafka).WaitFor(kafka)
    .WithHttpHealthCheck("/health");

var checkout = shop.AddProject<Projects.Checkout>("checkout")
    .WithReference(cart)
    .WithReference(currency)
    .WithReference(email.GetEndpoint("grpc"))
    .WithReference(payment)
    .WithReference(productCatalog)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithReference(checkoutDatabase, "checkout").WaitFor(checkoutDatabase)
    .WithReference(kafka).WaitFor(kafka)
    .WithHttpHealthCheck("/health");

shop.AddProject<Projects.Accounting>("accounting")
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(accountingDatabase, "accounting").WaitFor(accountingDatabase)
    .WithHttpHealthCheck("/health");

shop.AddProject<Projects.FraudDetection>("fraud-detection")
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(fraudDatabase, "fraud").WaitFor(fraudDatabase)
    .WithHttpHealthCheck("/health");

// Entrance
shop.AddProject<Projects.Frontend>("frontend")
    .WithReference(ad)
    .WithReference(cart)
    .WithReference(checkout)
    .WithReference(currency)
    .WithReference(productCatalog)
    .WithReference(recommendation)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithDataFolder("Frontend__KeysFolder", "keys")
    .WithEndpoint("http", endpoint => endpoint.Port = 8080)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

await shop.Build().RunAsync();
