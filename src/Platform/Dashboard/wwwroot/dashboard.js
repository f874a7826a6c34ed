// The shell of the dashboard.
