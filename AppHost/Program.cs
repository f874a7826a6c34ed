var builder = DistributedApplication.CreateBuilder(args).AddAppHostDefaults(args);

// Feature flags
var flagd = builder.AddFlagd("flagd");

// State and messaging
var postgres = builder.AddPostgres("postgres").WithDataVolume().RunAsProcess();
var catalogDatabase = postgres.AddDatabase("catalog-database", "catalog");
var checkoutDatabase = postgres.AddDatabase("checkout-database", "checkout");
var paymentDatabase = postgres.AddDatabase("payment-database", "payment");
var accountingDatabase = postgres.AddDatabase("accounting-database", "accounting");
var fraudDatabase = postgres.AddDatabase("fraud-database", "fraud");
var valkey = builder.AddRedis("valkey-cart").WithDataVolume().RunAsProcess();
var kafka = builder.AddKafka("kafka").RunAsProcess();

// Services, dependencies first
var ad = builder.AddService<Projects.Ad>("ad")
    .WithReference(flagd);

var cart = builder.AddService<Projects.Cart>("cart")
    .WithReference(flagd)
    .WithReference(valkey).WaitFor(valkey);

var currency = builder.AddService<Projects.Currency>("currency")
    .WithReference(flagd);

var payment = builder.AddService<Projects.Payment>("payment")
    .WithReference(flagd)
    .WithReference(paymentDatabase, "payment").WaitFor(paymentDatabase);

var productCatalog = builder.AddService<Projects.ProductCatalog>("product-catalog")
    .WithReference(flagd)
    .WithReference(catalogDatabase, "catalog").WaitFor(catalogDatabase);

var quote = builder.AddService<Projects.Quote>("quote")
    .WithReference(flagd);

var shipping = builder.AddService<Projects.Shipping>("shipping")
    .WithReference(flagd)
    .WithReference(quote.GetEndpoint("grpc"));

var email = builder.AddService<Projects.Email>("email")
    .WithReference(flagd)
    .WithDataFolder("Email__PickupDirectory", "mail");

var recommendation = builder.AddService<Projects.Recommendation>("recommendation")
    .WithReference(flagd)
    .WithReference(productCatalog)
    .WithReference(kafka).WaitFor(kafka);

var checkout = builder.AddService<Projects.Checkout>("checkout")
    .WithReference(flagd)
    .WithReference(cart)
    .WithReference(currency)
    .WithReference(email.GetEndpoint("grpc"))
    .WithReference(payment)
    .WithReference(productCatalog)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithReference(checkoutDatabase, "checkout").WaitFor(checkoutDatabase)
    .WithReference(kafka).WaitFor(kafka);

builder.AddService<Projects.Accounting>("accounting")
    .WithReference(flagd)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(accountingDatabase, "accounting").WaitFor(accountingDatabase);

builder.AddService<Projects.FraudDetection>("fraud-detection")
    .WithReference(flagd)
    .WithReference(currency)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(fraudDatabase, "fraud").WaitFor(fraudDatabase);

// Entrance
builder.AddService<Projects.Frontend>("frontend")
    .WithReference(flagd)
    .WithReference(ad)
    .WithReference(cart)
    .WithReference(checkout)
    .WithReference(currency)
    .WithReference(productCatalog)
    .WithReference(recommendation)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithDataFolder("Frontend__KeysFolder", "keys")
    .WithHostPort("http", 8080)
    .WithUrlForEndpoint("http", url => url.DisplayText = "Shop")
    .WithExternalHttpEndpoints();

// Observability
builder.AddService<Projects.ServiceMap>("service-map").WithDashboard();

await builder.Build().RunAsync();
