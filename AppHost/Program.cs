var builder = DistributedApplication.CreateBuilder(args).AddAppHostDefaults(args);

// Where it runs when it is published
builder.AddKubernetesEnvironment("k8s")
    .WithStage("dev", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home) = ("otel-demo-dev", "dev.otel-demo.example.com", KubernetesHome.Standalone);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(2, 10), new(1, 1), "50m");
    })
    .WithStage("staging", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home, stage.UsesTls) = ("otel-demo-staging", "staging.otel-demo.example.com", KubernetesHome.Azure, true);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(3, 20), new(2, 4), "100m");
    })
    .WithStage("prod", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home, stage.UsesTls) = ("otel-demo-prod", "otel-demo.example.com", KubernetesHome.Azure, true);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(5, 50), new(3, 10), "250m");
    });

// Feature flags
var flagd = builder.AddFlagd("flagd")
    .PublishAsKubernetesService(service => (service.ProbeEndpoint, service.MetricsEndpoint, service.MemoryMebibytes) = ("management", "management", 176));

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
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => service.MemoryMebibytes = 144);

var cart = builder.AddService<Projects.Cart>("cart")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(valkey).WaitFor(valkey)
    .PublishAsKubernetesService(service => (service.IsCritical, service.ServesShoppers, service.MemoryMebibytes) = (true, true, 208));

var currency = builder.AddService<Projects.Currency>("currency")
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 176));

var payment = builder.AddService<Projects.Payment>("payment")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(paymentDatabase, "payment").WaitFor(paymentDatabase)
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 224));

var productCatalog = builder.AddService<Projects.ProductCatalog>("product-catalog")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(catalogDatabase, "catalog").WaitFor(catalogDatabase)
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 224));

var quote = builder.AddService<Projects.Quote>("quote")
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 160));

var shipping = builder.AddService<Projects.Shipping>("shipping")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(quote.GetEndpoint("grpc"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 192));

var email = builder.AddService<Projects.Email>("email")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithDataFolder("Email__PickupDirectory", "mail");

var recommendation = builder.AddService<Projects.Recommendation>("recommendation")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(productCatalog)
    .WithReference(kafka).WaitFor(kafka)
    .PublishAsKubernetesService(service => (service.ServesShoppers, service.MemoryMebibytes) = (true, 176));

var checkout = builder.AddService<Projects.Checkout>("checkout")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(cart)
    .WithReference(currency)
    .WithReference(email.GetEndpoint("grpc"))
    .WithReference(payment)
    .WithReference(productCatalog)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithReference(checkoutDatabase, "checkout").WaitFor(checkoutDatabase)
    .WithReference(kafka).WaitFor(kafka)
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 320));

builder.AddService<Projects.Accounting>("accounting")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(accountingDatabase, "accounting").WaitFor(accountingDatabase)
    .PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "accounting", messages: 50).MemoryMebibytes = 256);

builder.AddService<Projects.FraudDetection>("fraud-detection")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(currency)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(fraudDatabase, "fraud").WaitFor(fraudDatabase)
    .PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "fraud-detection", messages: 50).MemoryMebibytes = 256);

// Entrance
builder.AddService<Projects.Frontend>("frontend")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(ad)
    .WithReference(cart)
    .WithReference(checkout)
    .WithReference(currency)
    .WithReference(productCatalog)
    .WithReference(recommendation)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithReference(valkey)
    .WithHostPort("http", 8080)
    .WithUrlForEndpoint("http", url => url.DisplayText = "Shop")
    .WithExternalHttpEndpoints()
    .PublishAsKubernetesService(service => (service.IsCritical, service.ServesShoppers) = (true, true));

// Observability
builder.AddService<Projects.ServiceMap>("service-map").WithDashboard();

await builder.Build().RunAsync();
