// Starts what the pages need in a browser. Without it every page and every form works too.
