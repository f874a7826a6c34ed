// Starts what the pages need in a browser. Without it every page and every form works too.
import { enhance } from "./flags/enhance.js";
import { onShown } from "./flags/swap.js";
import { startForms } from "./flags/forms.js";
import { startLiveUpdates } from "./flags/live.js";
import { startKeys } from "./shell/keys.js";
import { keys, leaveFields } from "./flags/keys.js";
import { startSearch } from "./flags/search.js";
import { startTheme } from "./shell/theme.js";

onShown(enhance);
startForms();
startLiveUpdates();
startKeys(keys);
leaveFields();
startSearch();
startTheme();
document.documentElement.dataset.ready = "";
