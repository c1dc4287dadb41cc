import notices from "../../i18n/en/notices.json";
import { addMessages } from "../../i18n/i18n.ts";

addMessages("notices", notices);
