namespace OtelShop.InteropTests;

public sealed class GrpcioServer() : PeerServer(Peer.Grpcio);
