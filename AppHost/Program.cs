var builder = DistributedApplication.CreateBuilder(args).AddAppHostDefaults(args);

// Where it runs when it is published
var hours = new WorkingHours(Start: "0 5 * * 1-5", End: "0 19 * * 1-5");
var certificate = new KeyVaultCertificate("https://otel-demo-shared.vault.azure.net", "otel-demo-tls");
builder.AddKubernetesEnvironment("k8s")
    .WithStage("dev", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home) = ("otel-demo-dev", "dev.otel-demo.example.com", KubernetesHome.Standalone);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(2, 10), new(1, 1), "50m");
        (stage.Hours, stage.PrefersSpotNodes, stage.Policies) = (hours, true, KubernetesPolicyMode.Audit);
        (stage.Telemetry, stage.AllowsExperiments) = (new() { UsesSpotNodes = true }, true);
    })
    .WithStage("staging", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home, stage.UsesTls) = ("otel-demo-staging", "staging.otel-demo.example.com", KubernetesHome.Azure, true);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(3, 20), new(2, 4), "65m");
        (stage.Delivery, stage.Certificate, stage.AllowsExperiments) = (KubernetesDelivery.Canary, certificate, true);
        (stage.Hours, stage.PrefersSpotNodes) = (hours, true);
        stage.Telemetry = new() { OtherTraces = 50, BufferedTraces = 50_000, Gateways = 2, GatewayMebibytes = 1024, Queue = "5Gi" };
    })
    .WithStage("prod", stage =>
    {
        (stage.Namespace, stage.Host, stage.Home, stage.UsesTls) = ("otel-demo-prod", "otel-demo.example.com", KubernetesHome.Azure, true);
        (stage.FrontReplicas, stage.Replicas, stage.CpuRequest) = (new(5, 50), new(3, 10), "150m");
        (stage.Delivery, stage.Certificate, stage.RunsLoad) = (KubernetesDelivery.BlueGreen, certificate, false);
        stage.Telemetry = new() { BrowserTraces = 25, OtherTraces = 10, BufferedTraces = 100_000, Gateways = 3, GatewayMebibytes = 2048, Queue = "10Gi" };
    });

// Feature flags
var flagd = builder.AddFlagd("flagd")
    .PublishAsKubernetesService(service => (service.ProbeEndpoint, service.MetricsEndpoint, service.MemoryMebibytes) = ("management", "management", 176));

// State and messaging
var postgres = builder.AddPostgres("postgres").WithDataVolume().RunAsProcess();
var catalogDatabase = postgres.AddDatabase("catalog-database", "catalog").WithOwnRole();
var checkoutDatabase = postgres.AddDatabase("checkout-database", "checkout").WithOwnRole();
var paymentDatabase = postgres.AddDatabase("payment-database", "payment").WithOwnRole();
var accountingDatabase = postgres.AddDatabase("accounting-database", "accounting").WithOwnRole();
var fraudDatabase = postgres.AddDatabase("fraud-database", "fraud").WithOwnRole();
var valkey = builder.AddRedis("valkey-cart").WithDataVolume().RunAsProcess();
var kafka = builder.AddKafka("kafka").RunAsProcess();

// Services, dependencies first; arguments of WithSlo are the methods that write
var slo = new SloTarget(Availability: 99.9, P95: TimeSpan.FromMilliseconds(500), P99: TimeSpan.FromSeconds(1));
var ad = builder.AddService<Projects.Ad>("ad")
    .WithOwner("storefront").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => service.MemoryMebibytes = 144)
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.AdService/GetAds"]);

var cart = builder.AddService<Projects.Cart>("cart")
    .WithOwner("ordering").WithSlo(slo, "AddItem", "EmptyCart", "RemoveOrdered", "SetItem")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(valkey).WaitFor(valkey)
    .PublishAsKubernetesService(service => (service.IsCritical, service.ServesShoppers, service.MemoryMebibytes) = (true, true, 208))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.CartService/GetCart", "oteldemo.CartService/EmptyCart", "oteldemo.CartService/SetItem", "oteldemo.CartService/RemoveOrdered"]);

var currency = builder.AddService<Projects.Currency>("currency")
    .WithOwner("ordering").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 176))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.CurrencyService/GetSupportedCurrencies", "oteldemo.CurrencyService/Convert"]);

var payment = builder.AddService<Projects.Payment>("payment")
    .WithOwner("payments").WithSlo(slo, "*")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithDatabase(paymentDatabase, "payment")
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 224))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.PaymentService/Refund"]);

var productCatalog = builder.AddService<Projects.ProductCatalog>("product-catalog")
    .WithOwner("catalog").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .WithDatabase(catalogDatabase, "catalog")
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 224))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.ProductCatalogService/ListProducts", "oteldemo.ProductCatalogService/GetProduct", "oteldemo.ProductCatalogService/SearchProducts"]);

var quote = builder.AddService<Projects.Quote>("quote")
    .WithOwner("ordering").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 160))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.QuoteService/CalculateQuote"]);

var shipping = builder.AddService<Projects.Shipping>("shipping")
    .WithOwner("ordering").WithSlo(slo, "ShipOrder")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(quote.GetEndpoint("grpc"))
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 192))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.ShippingService/GetQuote"]);

var email = builder.AddService<Projects.Email>("email")
    .WithOwner("ordering").WithSlo(slo, "*")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithDataFolder("Email__PickupDirectory", "mail");

var recommendation = builder.AddService<Projects.Recommendation>("recommendation")
    .WithOwner("storefront").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(productCatalog)
    .WithReference(kafka).WaitFor(kafka)
    .PublishAsKubernetesService(service => (service.ServesShoppers, service.MemoryMebibytes) = (true, 176))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.RecommendationService/ListRecommendations"]);

var checkout = builder.AddService<Projects.Checkout>("checkout")
    .WithOwner("ordering").WithSlo(slo, "PlaceOrder")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(cart)
    .WithReference(currency)
    .WithReference(email.GetEndpoint("grpc"))
    .WithReference(payment)
    .WithReference(productCatalog)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithDatabase(checkoutDatabase, "checkout")
    .WithReference(kafka).WaitFor(kafka)
    .PublishAsKubernetesService(service => (service.IsCritical, service.MemoryMebibytes) = (true, 320))
    .PublishAsKubernetesService(service => service.IdempotentMethods = ["oteldemo.CheckoutService/ListOrders", "oteldemo.CheckoutService/GetOrder"]);

builder.AddService<Projects.Accounting>("accounting")
    .WithOwner("payments").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(kafka).WaitFor(kafka)
    .WithDatabase(accountingDatabase, "accounting")
    .PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "accounting", messages: 50).MemoryMebibytes = 256);

builder.AddService<Projects.FraudDetection>("fraud-detection")
    .WithOwner("payments").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(currency)
    .WithReference(kafka).WaitFor(kafka)
    .WithDatabase(fraudDatabase, "fraud")
    .PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "fraud-detection", messages: 50).MemoryMebibytes = 256);

// Entrance
var imageProvider = builder.AddService<Projects.ImageProvider>("image-provider")
    .WithOwner("storefront").WithSlo(slo)
    .WithReference(flagd.GetEndpoint("sync"))
    .PublishAsKubernetesService(service => service.MemoryMebibytes = 208);

var frontend = builder.AddService<Projects.Frontend>("frontend")
    .WithOwner("storefront").WithSlo(slo, "POST", "PUT", "PATCH", "DELETE")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(ad)
    .WithReference(cart)
    .WithReference(checkout)
    .WithReference(currency)
    .WithReference(imageProvider)
    .WithReference(productCatalog)
    .WithReference(recommendation)
    .WithReference(shipping.GetEndpoint("grpc"))
    .WithReference(valkey)
    .WithTrustedProxies("Frontend__TrustedProxies")
    .PublishAsKubernetesService(service => (service.IsCritical, service.ServesShoppers, service.IsBlueGreen) = (true, true, true));

var frontendProxy = builder.AddService<Projects.FrontendProxy>("frontend-proxy")
    .WithOwner("storefront").WithSlo(slo, "POST", "PUT", "PATCH", "DELETE")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithReference(flagd.GetEndpoint("grpc"))
    .WithReference(flagd.GetEndpoint("http"))
    .WithReference(frontend)
    .WithReference(imageProvider)
    .WithTelemetryReceiver()
    .WithHostPort("http", 8080)
    .WithUrlForEndpoint("http", url => url.DisplayText = "Shop")
    .WithExternalHttpEndpoints()
    .WithHttps(8443)
    .RunWithFaultDelays("FrontendProxy__MaxFaultDelay", TimeSpan.FromSeconds(10))
    .PublishWithTrustedProxies("FrontendProxy__KnownProxies")
    .PublishAsKubernetesService(service => (service.IsCritical, service.ForwardsTelemetry, service.IsBlueGreen) = (true, true, true));

var loadGenerator = builder.AddLocust("load-generator")
    .WithLocustFile("../src/Edge/LoadGenerator/locustfile.py")
    .WithTarget(frontendProxy.GetEndpoint("http"))
    .WithFlags(flagd.GetEndpoint("ofrep"))
    .WithUsers(5)
    .WaitForServices()
    .PublishAsKubernetesService(service => service.MemoryMebibytes = 96);
frontendProxy.WithLoadTest(loadGenerator.GetEndpoint("http"));

builder.AddService<Projects.BrowserJourney>("browser-journey")
    .WithReference(flagd.GetEndpoint("sync"))
    .WithEnvironment("Journey__ShopUrl", frontendProxy.GetEndpoint("http"))
    .WithChromium("Journey__Browser")
    .WaitForServices()
    .ExcludeFromManifest();

// Observability
builder.AddObservability("../deploy/monitoring");
builder.AddService<Projects.ServiceMap>("service-map").WithDashboard();
builder.AddPrometheus("prometheus")
    .WithRules("../deploy/monitoring/rules/demo")
    .WithAlertmanager("../deploy/monitoring/alertmanager/alertmanager.yaml")
    .WithNodeExporter()
    .WithExporter(postgres)
    .WithExporter(valkey);

await builder.Build().RunAsync();
