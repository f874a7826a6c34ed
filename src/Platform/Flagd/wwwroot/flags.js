// Starts what the pages need in a browser. Without it every page and every form works too.
import { enhance } from "./shell/enhance.js";
import { onShown } from "./shell/swap.js";
import { startForms } from "./shell/forms.js";
import { startLiveUpdates } from "./shell/live.js";
import { startKeys } from "./shell/keys.js";
import { startSearch } from "./shell/search.js";
import { startTheme } from "./shell/theme.js";

onShown(enhance);
startForms();
startLiveUpdates();
startKeys();
startSearch();
startTheme();
document.documentElement.dataset.ready = "";
