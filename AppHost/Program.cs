var shop = DistributedApplication.CreateBuilder(args);

// Feature flags. Changing one needs the token with which the dashboard is opened.
var token = shop.AddParameter("browser-token", () => shop.Configuration["AppHost:BrowserToken"] ?? "", secret: true);
var flagd = shop.AddProject<Projects.Flagd>("flagd")
    .WithEnvironment("Flagd__BrowserToken", token)
    .WithDataFolder("Flagd__Folder", "flags")
    .WithDataFolder("Flagd__KeysFolder", "flags/keys")
    .WithEndpoint("grpc", endpoint => endpoint.Port = 8013)
    .WithEndpoint("sync", endpoint => endpoint.Port = 8015)
    .WithEndpoint("ofrep", endpoint => endpoint.Port = 8016)
    .WithEndpoint("http", endpoint => endpoint.Port = 4000)
    .WithFlagPages()
    .WithHttpHealthCheck("/health", endpointName: "management");

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
    .WithReference(flagd)
    .WithHttpHealthCheck("/health");

var cart = shop.AddProject<Projects.Cart>("cart")
    .WithReference(flagd)
    .WithReference(valkey).WaitFor(valkey)
    .WithHttpHealthCheck("/health");

var currency = shop.AddProject<Projects.Currency>("currency")
    .WithReference(flagd)
    .WithHttpHealthCheck("/health");

var payment = shop.AddProject<Projects.Payment>("payment")
    .WithReference(flagd)
    .WithReference(paymentDatabase, "payment").WaitFor(paymentDatabase)
    .WithHttpHealthCheck("/health");

var productCatalog = shop.AddProject<Projects.ProductCatalog>("product-catalog")
    .WithReference(flagd)
    .WithReference(catalogDatabase, "catalog").WaitFor(catalogDatabase)
    .WithHttpHealthCheck("/health");

var quote = shop.AddProject<Projects.Quote>("quote")
    .WithReference(flagd)
    .WithHttpHealthCheck("/health");

var shipping = shop.AddProject<Projects.Shipping>("shipping")
    .WithReference(flagd)
    .WithReference(quote.GetEndpoint("grpc"))
    .WithHttpHealthCheck("/health");

var email = shop.AddProject<Projects.Email>("email")
    .WithReference(flagd)
    .WithDataFolder("Email__PickupDirectory", "mail")
    .WithHttpHealthCheck("/health");

var recommendation = shop.AddProject<Projects.Recommendation>("recommendation")
    .WithReference(flagd)
    .WithReference(productCatalog)
    .WithReference(kafka).WaitFor(kafka)
    .WithHttpHealthCheck("/health");

var checkout = shop.AddProject<Projects.Checkout>("checkout")
    .WithReference(flagd)
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
    .WithReference(flagd)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(accountingDatabase, "accounting").WaitFor(accountingDatabase)
    .WithHttpHealthCheck("/health");

shop.AddProject<Projects.FraudDetection>("fraud-detection")
    .WithReference(flagd)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(fraudDatabase, "fraud").WaitFor(fraudDatabase)
    .WithHttpHealthCheck("/health");

// Entrance
shop.AddProject<Projects.Frontend>("frontend")
    .WithReference(flagd)
    .WithReference(ad)
    .WithReference(cart)
    .WithReference(checkout)
    .WithReference(currency)
    .WithReference(productCatalog)
    .WithReference(recommendation)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithDataFolder("Frontend__KeysFolder", "keys")
    .WithEndpoint("http", endpoint => endpoint.Port = 8080)
    .WithUrlForEndpoint("http", url => url.DisplayText = "Shop")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

await shop.Build().RunAsync();
