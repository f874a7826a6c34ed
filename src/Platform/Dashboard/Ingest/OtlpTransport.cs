namespace OtelShop.Dashboard.Ingest;

internal enum OtlpTransport
{
    Grpc,
    Http,
}
