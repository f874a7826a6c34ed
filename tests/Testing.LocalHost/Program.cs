using Aspire.Hosting;

// Each argument "name=script" is a resource; the others are the host's own.
var builder = DistributedApplication.CreateBuilder([.. args.Where(IsOption)]);
foreach (var script in args.Where(argument => !IsOption(argument)).Select(argument => argument.Split('=', 2)))
    builder.AddExecutable(script[0], "/bin/sh", "/", "-c", script[1]);
await builder.Build().RunAsync();

static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
