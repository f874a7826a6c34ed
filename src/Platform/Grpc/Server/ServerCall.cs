using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>One call: what the service sees of it. The other parts read requests, write responses and end the call.</summary>
[SuppressMessage("Design", "CA1001", Justification = "CloseAsync disposes the deadline at the end of the call.")]
internal sealed partial class ServerCall(HttpContext http, ServerMethod method) : ServerCallContext
{
    internal const string HttpContextKey = "__HttpContext";

    private readonly long _started = method.Telemetry.Start();
    private readonly Activity? _activity = Activity.Current;
    private ServerDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private AuthContext? _authContext;
    private Dictionary<object, object>? _userState;
    private Status _status = Status.DefaultSuccess;

    public HttpContext Http => http;

    protected override string MethodCore => method.Method.FullName;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } address when !address.IsIPv4MappedToIPv6 => $"ipv6:[{address}]:{http.Connection.RemotePort}",
        var address => $"ipv4:{(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}:{http.Connection.RemotePort}",
    };

    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? http.RequestAborted;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders();

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= Authenticate();

    protected override IDictionary<object, object> UserStateCore => _userState ??= new() { [HttpContextKey] = http };

    private CancellationToken DeadlineToken => _deadline?.Token ?? default;

    /// <summary>Reads the protocol's headers. False when the call cannot go on; its status is set then.</summary>
    public bool TryOpen()
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        if (method.IsCallShared) { http.Features.Set(this); }
        if (method.NeedsUnlimitedBody) { LiftBodyLimits(); }
        var headers = http.Request.Headers;
        if (!TryNegotiate(headers)) { return false; }

        var header = headers.GrpcTimeout;
        if (header.Count == 0) { return true; }
        if (!GrpcTimeout.TryParse(header.ToString(), out var timeout))
        {
            _status = new Status(StatusCode.Internal, "Invalid grpc-timeout header.");
            return false;
        }

        _deadline = new ServerDeadline(this, timeout, method.Clock, http.RequestAborted);
        _deadline.Start(timeout);
        return true;
    }

    private bool TryNegotiate(IHeaderDictionary headers)
    {
        var encoding = headers.GrpcEncoding.ToString();
        if (encoding.Length > 0 && encoding != GrpcHeaders.Identity && !method.Settings.Compression.TryGetValue(encoding, out _requestCompression))
        {
            http.Response.Headers.GrpcAcceptEncoding = method.Settings.AcceptedEncodings;
            _status = new Status(StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {method.Settings.AcceptedEncodings}");
            return false;
        }

        if (method.Settings.ResponseCompression is { } wanted && IsAccepted(wanted))
        {
            _responseCompression = wanted;
            http.Response.Headers.GrpcEncoding = wanted.EncodingName;
        }

        return true;
    }

    private bool IsAccepted(ICompressionProvider provider)
    {
        var accepted = http.Request.Headers.GrpcAcceptEncoding.ToString().AsSpan();
        foreach (var range in accepted.Split(','))
        {
            if (accepted[range].Trim().Equals(provider.EncodingName, StringComparison.OrdinalIgnoreCase)) { return true; }
        }

        return false;
    }

    private void LiftBodyLimits()
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) { rate.MinDataRate = null; }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) { size.MaxRequestBodySize = null; }
    }

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values) { MetadataHeaders.Add(metadata, name, value ?? ""); }
        }

        return metadata;
    }

    private AuthContext Authenticate()
    {
        var certificate = http.Connection.ClientCertificate;
        if (certificate is null) { return new AuthContext(null, []); }

        var properties = new Dictionary<string, List<AuthProperty>>();
        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) { return; }
            if (!properties.TryGetValue(name, out var list)) { properties[name] = list = []; }
            list.Add(AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)));
        }

        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            foreach (var name in extension.EnumerateDnsNames()) { Add("x509_subject_alternative_name", name); }
            foreach (IPAddress address in extension.EnumerateIPAddresses()) { Add("x509_subject_alternative_name", address.ToString()); }
        }

        Add("x509_common_name", certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        return new AuthContext(properties.Keys.Order().FirstOrDefault(), properties);
    }
}
