using Xunit.Sdk;
using Xunit.v3;

// One shop at a time: each class starts its own.
[assembly: Parallelization(Mode = ParallelMode.None)]
