namespace Aspire.Hosting.Tests.Model;

public sealed class BackingServiceTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:postgres-password=pw", "--Parameters:redis-password=pw", "--Parameters:valkey-password=pw");

    private static IResourceBuilder<T> Allocated<T>(IResourceBuilder<T> builder) where T : IResource
    {
        Drawing.Allocate((IResourceBuilder<IResource>)builder, 5000);
        return builder;
    }

    [Fact]
    public async Task PostgreSQL_is_a_container_that_wants_passwords()
    {
        var postgres = Allocated(_drawing.Builder.AddPostgres("postgres"));

        var environment = await Drawing.Environment(postgres);

        Assert.True(postgres.Resource.TryGetContainerImageName(out var image));
        Assert.Equal("docker.io/library/postgres:17.6", image);
        Assert.Equal(("postgres", "pw", "scram-sha-256"), (environment["POSTGRES_USER"], environment["POSTGRES_PASSWORD"], environment["POSTGRES_HOST_AUTH_METHOD"]));
    }

    [Fact]
    public async Task A_database_is_reached_through_its_server()
    {
        var postgres = Allocated(_drawing.Builder.AddPostgres("postgres"));
        IResourceWithConnectionString database = postgres.AddDatabase("catalog").Resource;

        Assert.Equal("Host=127.0.0.1;Port=5000;Username=postgres;Password=pw;Database=catalog", await database.GetConnectionStringAsync());
        Assert.Equal("{catalog.connectionString}", database.ValueExpression);
        Assert.Equal("catalog", postgres.Resource.Databases["catalog"]);
    }

    [Fact]
    public async Task Redis_gets_its_password_from_the_environment()
    {
        var redis = Allocated(_drawing.Builder.AddRedis("redis").WithDataVolume());

        Assert.Equal(["-c", "redis-server --requirepass $REDIS_PASSWORD --save 60 1"], await Drawing.Arguments(redis));
        Assert.Equal("pw", (await Drawing.Environment(redis))["REDIS_PASSWORD"]);
        Assert.Equal("127.0.0.1:5000,password=pw", await ((IResourceWithConnectionString)redis.Resource).GetConnectionStringAsync());
    }

    [Fact]
    public async Task Redis_keeps_its_data_as_often_as_told()
    {
        var redis = _drawing.Builder.AddRedis("redis").WithPersistence(TimeSpan.FromMinutes(5), 100).WithPassword(null);

        Assert.Equal(["-c", "redis-server --save 300 100"], await Drawing.Arguments(redis));
    }

    [Fact]
    public async Task Valkey_is_reached_like_Redis()
    {
        var valkey = Allocated(_drawing.Builder.AddValkey("valkey"));

        Assert.Equal("127.0.0.1:5000,password=pw", await ((IResourceWithConnectionString)valkey.Resource).GetConnectionStringAsync());
        Assert.Equal("valkey://:pw@127.0.0.1:5000", await valkey.Resource.UriExpression.GetValueAsync(default));
    }

    [Fact]
    public async Task Kafka_tells_each_kind_of_client_its_own_address()
    {
        var kafka = Allocated(_drawing.Builder.AddKafka("kafka"));

        var listeners = (await Drawing.Environment(kafka))["KAFKA_ADVERTISED_LISTENERS"];

        Assert.Equal("PLAINTEXT://localhost:29092,PLAINTEXT_HOST://localhost:5000,PLAINTEXT_INTERNAL://kafka:9093", listeners);
        Assert.Equal("127.0.0.1:5000", await ((IResourceWithConnectionString)kafka.Resource).GetConnectionStringAsync());
    }

    [Fact]
    public void A_volume_is_named_for_system_folder_and_resource()
    {
        var postgres = _drawing.Builder.AddPostgres("postgres").WithDataVolume();

        var mount = Assert.Single(postgres.Resource.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Matches("^[a-z0-9._-]+-[0-9a-f]{10}-postgres-data$", mount.Source);
        Assert.Equal("/var/lib/postgresql/data", mount.Target);
    }

    [Theory]
    [InlineData("redis", null, "redis:latest")]
    [InlineData("library/redis", "7", "library/redis:7")]
    [InlineData("ghcr.io/shop/cart:1.2", null, "ghcr.io/shop/cart:1.2")]
    [InlineData("localhost:5000/cart", null, "localhost:5000/cart:latest")]
    [InlineData("cart@sha256:abc", null, "cart@sha256:abc")]
    public void An_image_is_named_as_docker_names_it(string image, string? tag, string expected)
    {
        var container = _drawing.Builder.AddContainer("cart", "placeholder").WithImage(image, tag);

        Assert.True(container.Resource.TryGetContainerImageName(out var name));
        Assert.Equal(expected, name);
    }

    [Fact]
    public async Task A_connection_string_can_be_another_ones()
    {
        var real = _drawing.Builder.AddConnectionString("real", ReferenceExpression.Create($"Host=there"));
        var redis = _drawing.Builder.AddRedis("redis").WithConnectionStringRedirection(real.Resource);

        Assert.Equal("Host=there", await ((IResourceWithConnectionString)redis.Resource).GetConnectionStringAsync());
    }

    public void Dispose() => _drawing.Dispose();
}
