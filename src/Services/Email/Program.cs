using Microsoft.Extensions.Options;
using OtelShop.Emails;
using OtelShop.Emails.Confirmations;
using OtelShop.Emails.Delivery;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(EmailTelemetry.SourceName);
builder.Services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<EmailTelemetry>();
builder.Services.AddSingleton<ConfirmationComposer>();
builder.Services.AddSingleton<ConfirmationService>();
builder.Services.AddSingleton<MemoryLeakFault>();
builder.Services.AddHostedService(services => services.GetRequiredService<MemoryLeakFault>());
builder.Services.AddSingleton<SentMailStore>();
builder.Services.AddSingleton<IMailTransport>(services =>
    string.IsNullOrEmpty(services.GetRequiredService<IOptions<EmailOptions>>().Value.Smtp.Host)
        ? ActivatorUtilities.CreateInstance<PickupTransport>(services)
        : ActivatorUtilities.CreateInstance<SmtpTransport>(services));

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<EmailService>();
app.MapEmailRoutes();
await app.RunAsync();
