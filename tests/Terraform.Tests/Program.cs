using OtelShop.Terraform.Tests;
using OtelShop.Terraform.Tests.Provider;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// eng/terraform.sh: Terraform itself with the providers of the tests, on a copy of deploy/terraform.
if (args is ["terraform", var folder, .. var arguments])
{
    await using var workspace = new Workspace();
    await workspace.InitializeAsync();
    var result = await workspace.RunAsync(folder, ComputedValues.Unknown, arguments);
    await Console.Out.WriteAsync(result.Output);
    await Console.Error.WriteAsync(result.Errors);
    return result.ExitCode;
}

// What xunit generates for a test project that has no entry point of its own.
return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
