using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Routing;
using Request = Grpc.Reflection.V1.ServerReflectionRequest;

namespace Grpc.Reflection;

/// <summary>Tells tools what the mapped services can do.</summary>
internal sealed class ReflectionService(EndpointDataSource endpoints) : ServerReflection.ServerReflectionBase
{
    private readonly Lazy<DescriptorIndex> _index = new(() => new DescriptorIndex(FindServices(endpoints)));

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<Request> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response).ConfigureAwait(false);
        }
    }

    private static List<ServiceDescriptor> FindServices(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType).OfType<Type>().Distinct()
            .Select(DescriptorOf).OfType<ServiceDescriptor>()];

    // Generated code keeps the descriptor in the class that binds the service.
    private static ServiceDescriptor? DescriptorOf(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return attribute.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
            }
        }

        return null;
    }

    private static ServerReflectionResponse Files(FileDescriptor? file, string what)
    {
        if (file is null) { return Error(StatusCode.NotFound, $"{what} is not known."); }
        var files = new FileDescriptorResponse();
        foreach (var one in DescriptorIndex.WithImports(file)) { files.FileDescriptorProto.Add(one.SerializedData); }
        return new ServerReflectionResponse { FileDescriptorResponse = files };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };

    private ServerReflectionResponse Answer(Request request) => request.MessageRequestCase switch
    {
        Request.MessageRequestOneofCase.ListServices => ListServices(),
        Request.MessageRequestOneofCase.FileByFilename => Files(_index.Value.FileNamed(request.FileByFilename), $"File '{request.FileByFilename}'"),
        Request.MessageRequestOneofCase.FileContainingSymbol => Files(_index.Value.FileWith(request.FileContainingSymbol), $"Symbol '{request.FileContainingSymbol}'"),
        Request.MessageRequestOneofCase.FileContainingExtension => Files(
            _index.Value.FileExtending(request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber),
            $"Extension {request.FileContainingExtension.ExtensionNumber} of '{request.FileContainingExtension.ContainingType}'"),
        Request.MessageRequestOneofCase.AllExtensionNumbersOfType => ListExtensions(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.Unimplemented, "The request asks for nothing that is known here."),
    };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        foreach (var name in _index.Value.ServiceNames) { list.Service.Add(new ServiceResponse { Name = name }); }
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private ServerReflectionResponse ListExtensions(string type)
    {
        if (_index.Value.ExtensionNumbersOf(type) is not { } numbers) { return Error(StatusCode.NotFound, $"Type '{type}' is not known."); }
        var list = new ExtensionNumberResponse { BaseTypeName = type };
        list.ExtensionNumber.Add(numbers);
        return new ServerReflectionResponse { AllExtensionNumbersResponse = list };
    }
}
