import { createApp } from "vue";
import App from "./App.vue";
import { i18n } from "./i18n/i18n.ts";
import { router } from "./router/router.ts";
import { useSession } from "./session/useSession.ts";
import { applyTheme } from "./ui/brand/theme.ts";
import "./ui/theme.css";

applyTheme();
void useSession().load();
createApp(App).use(i18n).use(router).mount("#app");
