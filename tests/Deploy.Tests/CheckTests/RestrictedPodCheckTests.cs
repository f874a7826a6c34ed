namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class RestrictedPodCheckTests
{
    [Fact]
    public void Restricted_pods_pass() => Assert.Empty(RestrictedPodCheck.Check(Shop.Objects));

    [Theory]
    [InlineData("serviceAccountName: cart", "hostNetwork: true", "hostNetwork is true")]
    [InlineData("emptyDir: {}", "hostPath: { path: / }", "volume scratch is of type hostPath")]
    [InlineData("runAsUser: 1654", "sysctls: [ { name: kernel.msgmax, value: \"1\" } ]", "sysctl kernel.msgmax is set")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, privileged: true", "container cart is privileged")]
    [InlineData("allowPrivilegeEscalation: false, ", "", "container cart does not forbid privilege escalation")]
    [InlineData("drop: [ ALL ]", "drop: [ MKNOD ]", "container cart does not drop ALL capabilities")]
    [InlineData("drop: [ ALL ]", "drop: [ ALL ], add: [ NET_ADMIN ]", "container cart adds capabilities")]
    [InlineData("runAsNonRoot: true, ", "", "container cart does not require a user other than root")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, runAsNonRoot: false", "container cart does not require a user other than root")]
    [InlineData("runAsUser: 1654", "runAsUser: 0", "container cart runs as root")]
    [InlineData("type: RuntimeDefault", "type: Unconfined", "container cart has no seccomp profile")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, procMount: Unmasked", "container cart mounts another /proc")]
    [InlineData("runAsUser: 1654", "seLinuxOptions: { type: spc_t }", "container cart sets SELinux options")]
    [InlineData("runAsUser: 1654", "appArmorProfile: { type: Unconfined }", "container cart turns AppArmor off")]
    [InlineData("runAsUser: 1654", "windowsOptions: { hostProcess: true }", "container cart is a host process")]
    [InlineData("containerPort: 8080", "containerPort: 8080, hostPort: 80", "container cart takes a port of the node")]
    public void A_breach_is_named(string old, string replacement, string fault) =>
        Assert.Equal([$"Deployment/cart: {fault}"], RestrictedPodCheck.Check(Shop.With(old, replacement)));

    [Fact]
    public void Init_containers_are_checked_too() => Assert.Contains(
        "Deployment/cart: container wait does not drop ALL capabilities",
        RestrictedPodCheck.Check(Shop.With("containers:", "initContainers: [ { name: wait } ]\n      containers:")));
}
