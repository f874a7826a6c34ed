namespace OtelShop.InteropTests;

public sealed class GrpcJsServer() : PeerServer(Peer.GrpcJs);
