// Starts the shell and the modules of the features. A module may export enhance(root): it is called once for the page and again for everything swapped in.
import { onSwapped, remember } from "./dashboard/swap.js";
import { startNavigation } from "./dashboard/navigation.js";
import { startLiveUpdates } from "./dashboard/live.js";
import { startKeys } from "./shell/keys.js";
import { keys } from "./dashboard/keys.js";
import { startTheme } from "./shell/theme.js";
import { enhance as enhanceShell } from "./dashboard/enhance.js";

const names = document.querySelector('meta[name="modules"]').content.split(" ").filter(Boolean);
const features = await Promise.all(names.map(name => import(new URL(name, import.meta.url).href)));

function enhance(root) {
  enhanceShell(root);
  for (const feature of features) feature.enhance?.(root);
}

onSwapped(enhance);
remember(document);
enhance(document);
startNavigation();
startLiveUpdates();
startKeys(keys);
startTheme();
document.documentElement.dataset.ready = "";
