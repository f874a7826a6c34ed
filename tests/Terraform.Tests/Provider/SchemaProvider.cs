using Grpc.Core;
using OtelShop.Terraform.Tests.Provider.Protocol;
using Block = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.Block;

namespace OtelShop.Terraform.Tests.Provider;

/// <summary>A provider that knows schemas only: it plans what is configured and reaches no cloud.</summary>
internal sealed class SchemaProvider(ProviderSchema schema, ComputedValues computed) : Protocol.Provider.ProviderBase
{
    public override Task<ProviderSchema> GetProviderSchema(Nothing request, ServerCallContext context) => Task.FromResult(schema);

    public override Task<ProviderConfigResult> ValidateProviderConfig(ProviderConfig request, ServerCallContext context) => Task.FromResult(new ProviderConfigResult());

    public override Task<Result> ValidateResourceConfig(TypedConfig request, ServerCallContext context) => Task.FromResult(new Result());

    public override Task<Result> ValidateDataResourceConfig(TypedConfig request, ServerCallContext context) => Task.FromResult(new Result());

    public override Task<Result> ConfigureProvider(Nothing request, ServerCallContext context) => Task.FromResult(new Result());

    public override Task<PlanResult> PlanResourceChange(PlanRequest request, ServerCallContext context) => Task.FromResult(new PlanResult
    {
        PlannedState = Fill(request.TypeName, schema.ResourceSchemas[request.TypeName].Block, request.ProposedNewState, computed),
        LegacyTypeSystem = true,
    });

    public override Task<DataResult> ReadDataSource(TypedConfig request, ServerCallContext context) => Task.FromResult(new DataResult
    {
        State = Fill(request.TypeName, schema.DataSourceSchemas[request.TypeName].Block, request.Config, ComputedValues.Read),
    });

    public override Task<Nothing> StopProvider(Nothing request, ServerCallContext context) => Task.FromResult(request);

    private static DynamicValue Fill(string type, Block block, DynamicValue value, ComputedValues computed) =>
        new() { Msgpack = PlannedObject.Fill(type, block, value.Msgpack, computed) };
}
