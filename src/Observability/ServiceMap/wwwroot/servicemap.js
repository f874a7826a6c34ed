// Starts what the pages need in a browser. Without it every page works too.
import { startKeys } from "./shell/keys.js";
import { startTheme } from "./shell/theme.js";
import { startHighlight } from "./map/highlight.js";
import { startLive } from "./map/live.js";

startKeys();
startTheme();
startHighlight();
startLive();
document.documentElement.dataset.ready = "";
